package io.spillway.cluster.directory;

import java.util.Arrays;

/** CRC32C of each block of 256 KiB of a metachunk, four bytes a block, big end first; kept and given back as they are. */
public final class BlockCrcs {
    private final byte[] bytes;

    public BlockCrcs(byte[] bytes) {
        if (bytes.length % Integer.BYTES != 0) {
            throw new IllegalArgumentException("block checksums have 4 bytes each; these are " + bytes.length);
        }
        this.bytes = bytes.clone();
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BlockCrcs crcs && Arrays.equals(bytes, crcs.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "BlockCrcs[" + bytes.length / Integer.BYTES + " blocks]";
    }
}
