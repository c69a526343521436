package io.spillway.cluster.api.object;

/** Bytes {@code offset} (from 0) to {@code offset + length}, all inside the object; an empty object has one, empty. */
public record ByteRange(long offset, long length) {
    public ByteRange {
        if (offset < 0 || length < 0 || offset + length < 0) {
            throw new IllegalArgumentException("a range of " + length + " bytes at " + offset);
        }
    }

    public long end() {
        return offset + length;
    }
}
