package io.spillway.bench;

import java.nio.ByteBuffer;
import java.util.Random;

/**
 * The bodies of all objects. Every MiB of every object begins with the object's number in eight bytes and goes on with
 * a stretch of one pool of random bytes, from a place that follows from the object and the MiB. So nothing has to be
 * made for a write, a read is checked by comparing memory, and no server gains by compressing or by finding equal
 * blocks.
 */
final class Body {
    private static final int BLOCK = 1 << 20;
    private static final int HEADER = Long.BYTES;
    /** Larger than the caches of a core, as the bytes of a real client would be. */
    private static final int POOL = 32 << 20;
    private static final ByteBuffer RANDOM = pool();

    private final long size;

    Body(long size) {
        this.size = size;
    }

    private static ByteBuffer pool() {
        byte[] bytes = new byte[POOL];
        new Random(20_261_121).nextBytes(bytes);
        return ByteBuffer.allocateDirect(POOL).put(bytes).flip();
    }

    long size() {
        return size;
    }

    /** The piece of object {@code number} at this offset, at most up to the end of its MiB. */
    ByteBuffer piece(long number, long offset) {
        int inBlock = (int) (offset % BLOCK);
        int rest = (int) Math.min(BLOCK - inBlock, size - offset);
        if (inBlock < HEADER) {
            return ByteBuffer.allocate(HEADER).putLong(0, number).slice(inBlock, Math.min(HEADER - inBlock, rest));
        }
        return RANDOM.slice(start(number, offset / BLOCK) + inBlock, rest);
    }

    /** Spreads by the odd constants of SplitMix64, so that neighbours are far from each other. */
    private static int start(long number, long block) {
        long mixed = number * 0x9E3779B97F4A7C15L + block * 0xBF58476D1CE4E5B9L;
        return Math.floorMod(mixed ^ mixed >>> 31, POOL - BLOCK);
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
