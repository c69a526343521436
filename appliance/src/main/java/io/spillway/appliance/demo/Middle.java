package io.spillway.appliance.demo;

import java.util.Optional;

/** The range of an object across its middle that is read on its own: half of it, and no more than a mebibyte. */
record Middle(long first, long length) {
    private static final long LONGEST = 1 << 20;

    /** None of an empty object. */
    static Optional<Middle> of(long size) {
        long length = Math.clamp(size / 2, Math.min(size, 1), LONGEST);
        return length == 0 ? Optional.empty() : Optional.of(new Middle((size - length) / 2, length));
    }

    long last() {
        return first + length - 1;
    }
}
