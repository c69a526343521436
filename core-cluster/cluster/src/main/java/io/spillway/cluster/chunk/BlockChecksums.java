package io.spillway.cluster.chunk;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** CRC32C of each block of {@value #BLOCK_BYTES} bytes of a chunk; the last block may be short. */
public final class BlockChecksums {
    /** A range read checks whole blocks, so a block bounds what a small range costs; 64 MiB need 1 KiB of these. */
    public static final int BLOCK_BYTES = 256 << 10;

    private final int[] values;

    private BlockChecksums(int[] values) {
        this.values = values;
    }

    static BlockChecksums of(int[] values, int count) {
        return new BlockChecksums(Arrays.copyOf(values, count));
    }

    /** From four bytes per block, big end first. */
    public static BlockChecksums fromBytes(byte[] bytes) {
        if (bytes.length % Integer.BYTES != 0) {
            throw new IllegalArgumentException("block checksums have 4 bytes each; these are " + bytes.length);
        }
        int[] values = new int[bytes.length / Integer.BYTES];
        ByteBuffer.wrap(bytes).asIntBuffer().get(values);
        return new BlockChecksums(values);
    }

    /** Four bytes per block, big end first. */
    public byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES);
        bytes.asIntBuffer().put(values);
        return bytes.array();
    }

    public int count() {
        return values.length;
    }

    /** Whether these are the bytes, all that remain in the buffer, of this block; the buffer is left as it was. */
    public boolean matches(int block, ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate());
        return matches(block, crc);
    }

    /** Whether this checksum is that of the block. */
    boolean matches(int block, CRC32C crc) {
        return (int) crc.getValue() == values[block];
    }

    static int blocksOf(long length) {
        return Math.toIntExact((length + BLOCK_BYTES - 1) / BLOCK_BYTES);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BlockChecksums checksums && Arrays.equals(values, checksums.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "BlockChecksums[" + values.length + " blocks]";
    }
}
