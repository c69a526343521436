package io.spillway.cluster.store;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;

import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.chunk.BlockChecksums;
import io.spillway.cluster.directory.Metachunk;

/** Reads back what a write has stored before it is committed. */
final class StoredBytes {
    private final ReadSurroundings around;

    StoredBytes(ReadSurroundings around) {
        this.around = around;
    }

    Map<ChecksumAlgorithm, byte[]> checksums(PendingWrite write, Set<ChecksumAlgorithm> algorithms)
            throws ObjectStoreException {
        RunningChecksums checksums = new RunningChecksums(algorithms);
        Slices slices = new Slices();
        ByteBuffer buffer = ByteBuffer.allocate(BlockChecksums.BLOCK_BYTES);
        for (Metachunk metachunk : write.metachunks()) {
            try (MetachunkReader reader = new MetachunkReader(around, metachunk)) {
                for (long at = 0; at < metachunk.length(); at += buffer.limit()) {
                    reader.read(at, (int) (metachunk.length() - at), metachunk.length(), buffer.clear());
                    slices.pass(buffer.flip(), checksums::update);
                }
            }
        }
        return checksums.finish();
    }
}
