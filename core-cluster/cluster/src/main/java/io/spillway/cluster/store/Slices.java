package io.spillway.cluster.store;

import java.nio.ByteBuffer;

/**
 * Hands a body's bytes to whatever digests them, in slices that stay in the first-level cache while each digest takes
 * them in: the bytes come out of the buffer once, whatever the number of digests. For one body, by one thread.
 */
final class Slices {
    private static final int BYTES = 16 << 10;

    private byte[] slice = new byte[0];

    @FunctionalInterface
    interface Digest {
        void update(byte[] bytes, int offset, int length);
    }

    /** All that remains in the buffer, which is left as it was. */
    void pass(ByteBuffer bytes, Digest... digests) {
        ByteBuffer rest = bytes.duplicate();
        if (slice.length < Math.min(BYTES, rest.remaining())) {
            slice = new byte[Math.min(BYTES, rest.remaining())];
        }
        while (rest.hasRemaining()) {
            int length = Math.min(slice.length, rest.remaining());
            rest.get(slice, 0, length);
            for (Digest digest : digests) {
                digest.update(slice, 0, length);
            }
        }
    }
}
