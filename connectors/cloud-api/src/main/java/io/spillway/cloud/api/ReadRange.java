package io.spillway.cloud.api;

/** Which bytes of an object are read. */
public sealed interface ReadRange {
    ReadRange WHOLE = new Whole();

    static ReadRange of(long offset, long length) {
        return new Part(offset, length);
    }

    /** All of it; the only range that an empty object has. */
    record Whole() implements ReadRange {}

    /** {@code length} bytes (at least 1) from {@code offset} (0 is the first); all of them must be in the object. */
    record Part(long offset, long length) implements ReadRange {
        public Part {
            if (offset < 0 || length < 1 || offset + length < 0) {
                throw new IllegalArgumentException("a range of " + length + " bytes at " + offset);
            }
        }

        /** The offset after the last byte. */
        public long end() {
            return offset + length;
        }
    }
}
