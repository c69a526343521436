package io.spillway.bench;

import java.nio.ByteBuffer;
import java.util.Random;

/**
 * The bodies of all objects: object n is its number in eight bytes and then a pattern of random bytes, repeated. So
 * nothing has to be made for a write, and a read is checked by comparing memory.
 */
final class Body {
    private static final int PATTERN = 1 << 20;
    private static final int HEADER = Long.BYTES;

    private final ByteBuffer pattern = ByteBuffer.allocateDirect(PATTERN);
    private final long size;

    Body(long size) {
        this.size = size;
        byte[] bytes = new byte[PATTERN];
        new Random(20_261_121).nextBytes(bytes);
        pattern.put(bytes).flip();
    }

    long size() {
        return size;
    }

    /** The piece of object {@code number} at this offset, at most up to the end of a repetition of the pattern. */
    ByteBuffer piece(long number, long offset) {
        if (offset < HEADER) {
            ByteBuffer header = ByteBuffer.allocate(HEADER).putLong(0, number);
            return header.position((int) offset).limit((int) Math.min(HEADER, size));
        }
        int start = (int) (offset % PATTERN);
        return pattern.slice(start, (int) Math.min(PATTERN - start, size - offset));
    }

    /** Whether these bytes stand at this offset of object {@code number}; the buffer is left as it was. */
    boolean matches(long number, long offset, ByteBuffer bytes) {
        ByteBuffer rest = bytes.duplicate();
        long at = offset;
        while (rest.hasRemaining()) {
            if (at >= size) {
                return false;
            }
            ByteBuffer piece = piece(number, at);
            int count = Math.min(piece.remaining(), rest.remaining());
            if (!rest.slice(rest.position(), count).equals(piece.slice(piece.position(), count))) {
                return false;
            }
            rest.position(rest.position() + count);
            at += count;
        }
        return true;
    }
}
