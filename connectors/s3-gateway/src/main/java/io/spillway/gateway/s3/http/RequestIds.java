package io.spillway.gateway.s3.http;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** Names requests: 16 hex digits that never repeat within a process and hardly between two. */
final class RequestIds {
    /** Odd, so that the products of counting up by one are all different (the golden ratio of SplitMix64). */
    private static final long STEP = 0x9e37_79b9_7f4a_7c15L;

    private final AtomicLong next;

    RequestIds(long seed) {
        next = new AtomicLong(seed);
    }

    String next() {
        return HexFormat.of().withUpperCase().toHexDigits(next.getAndIncrement() * STEP);
    }
}
