package io.spillway.cluster.api.location;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The bytes of a small metachunk; kept and given back as they are. In a directory that was restored from a copy there are
 * none: copies leave them out.
 */
public final class InlineBytes {
    private final byte[] bytes;

    public InlineBytes(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    public int length() {
        return bytes.length;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** Some of the bytes, to be read only. */
    public ByteBuffer slice(int offset, int length) {
        return ByteBuffer.wrap(bytes, offset, length).asReadOnlyBuffer();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InlineBytes inline && Arrays.equals(bytes, inline.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "InlineBytes[" + bytes.length + "]";
    }
}
