package io.spillway.cluster.chunk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.location.ChunkId;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.object.FileStretch;
import io.spillway.cluster.api.object.Stretches;
import io.spillway.cluster.directory.WriteId;

/** Chunks for tests, made from seeds. */
final class TestChunks {
    static final int BLOCK = BlockChecksums.BLOCK_BYTES;

    private TestChunks() {}

    static ChunkId id(Random random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return new ChunkId(HexFormat.of().formatHex(bytes));
    }

    static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static ChunkDigest digest(byte[] bytes) {
        ChunkDigester digester = new ChunkDigester();
        digester.update(bytes, 0, bytes.length);
        return digester.finish();
    }

    static ChunkDescription description(byte[] bytes) {
        return description(bytes, "photos/2026/november.jpg");
    }

    static ChunkDescription description(byte[] bytes, String key) {
        ChunkOwner owner = new ChunkOwner(new AccountName("default"), new ContainerName("holiday"),
                new ContainerRef("0123456789abcdef".repeat(4)), new ObjectKey(key),
                new WriteId("0123456789abcdef0123456789abcdef"));
        return new ChunkDescription(owner, new ChunkPosition(3, 7), new StoragePolicyName("single"), digest(bytes));
    }

    static void store(ChunkVolume volume, ChunkId id, byte[] bytes) throws ChunkException {
        try (ChunkWriter writer = volume.create(id)) {
            writer.write(ByteBuffer.wrap(bytes));
            writer.seal(description(bytes));
        }
    }

    /** Reads a range into buffers of this size. */
    static byte[] read(ChunkVolume volume, ChunkId id, ChunkDigest digest, int offset, int length, ByteBuffer buffer)
            throws ChunkException {
        ByteBuffer all = ByteBuffer.allocate(length);
        try (ChunkReader reader = volume.open(id, digest)) {
            while (all.hasRemaining()) {
                buffer.clear();
                int read = reader.read(offset + all.position(), all.remaining(), buffer);
                all.put(buffer.flip());
                if (read < 1 || read != buffer.limit()) {
                    throw new AssertionError("read answered " + read + " and moved " + buffer.limit());
                }
            }
        }
        return all.array();
    }

    /** The bytes of a stretch, which is closed. */
    static byte[] stretch(ChunkReader reader, long offset, int wanted) throws ChunkException, IOException {
        try (FileStretch stretch = reader.stretch(offset, wanted).orElseThrow()) {
            return Stretches.bytes(stretch);
        }
    }
}
