package io.spillway.cluster.store;

import java.nio.ByteBuffer;
import java.time.Duration;

import io.spillway.cluster.api.location.RemoteCopy;
import io.spillway.cluster.api.object.ByteRange;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.chunk.BlockChecksums;
import io.spillway.cluster.chunk.ChunkDigest;
import org.jspecify.annotations.Nullable;

/** Reads a metachunk from its target in whole blocks and lets no byte out before its block has been checked. */
final class RemoteMetachunkReader implements AutoCloseable {
    private static final int BLOCK = BlockChecksums.BLOCK_BYTES;

    private final ReadSurroundings around;
    private final RemoteCopy copy;
    private final ChunkDigest expected;
    private RemoteChunks.@Nullable RemoteBytes open;
    /** The next block of {@link #open}, and the block behind its last. */
    private int nextBlock;
    private int endBlock;
    private @Nullable ByteBuffer held;
    private int heldBlock = -1;

    RemoteMetachunkReader(ReadSurroundings around, RemoteCopy copy, ChunkDigest expected) {
        this.around = around;
        this.copy = copy;
        this.expected = expected;
    }

    /** As {@link MetachunkReader#read}. */
    int read(long offset, int wanted, long end, ByteBuffer target) throws ObjectStoreException {
        int block = (int) (offset / BLOCK);
        int from = (int) (offset % BLOCK);
        ByteBuffer bytes = hold(block, end);
        int read = Math.min(Math.min(wanted, bytes.limit() - from), target.remaining());
        target.put(bytes.slice(from, read));
        return read;
    }

    private ByteBuffer hold(int block, long end) throws ObjectStoreException {
        ByteBuffer buffer = held;
        if (buffer == null) {
            buffer = around.buffers().take().orElseThrow(() -> new ObjectStoreException.Unavailable(
                    "too many reads are running on this node", Duration.ofSeconds(1)));
            held = buffer;
        }
        if (heldBlock != block) {
            heldBlock = -1;
            fill(buffer.clear().limit(lengthOf(block)), block, end);
            if (!expected.blocks().matches(block, buffer.flip())) {
                throw new ObjectStoreException.Damaged("block " + block + " of " + describe() + " fails its CRC32C");
            }
            heldBlock = block;
        }
        return buffer;
    }

    private void fill(ByteBuffer buffer, int block, long end) throws ObjectStoreException {
        RemoteChunks.RemoteBytes bytes = streamAt(block, end);
        while (buffer.hasRemaining()) {
            if (bytes.read(buffer) < 0) {
                throw new ObjectStoreException.Damaged(describe() + " ends early");
            }
        }
        nextBlock = block + 1;
    }

    private RemoteChunks.RemoteBytes streamAt(int block, long end) throws ObjectStoreException {
        RemoteChunks.RemoteBytes bytes = open;
        if (bytes == null || nextBlock != block || block >= endBlock) {
            closeStream();
            long from = (long) block * BLOCK;
            endBlock = (int) ((end + BLOCK - 1) / BLOCK);
            long to = Math.min((long) endBlock * BLOCK, expected.length());
            bytes = around.remote().open(copy, new ByteRange(from, to - from));
            open = bytes;
        }
        return bytes;
    }

    private int lengthOf(int block) {
        return Math.min(BLOCK, expected.length() - block * BLOCK);
    }

    private String describe() {
        return "the copy in target " + copy.target() + " at " + copy.key();
    }

    private void closeStream() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    @Override
    public void close() {
        closeStream();
        ByteBuffer buffer = held;
        if (buffer != null) {
            held = null;
            around.buffers().give(buffer);
        }
    }
}
