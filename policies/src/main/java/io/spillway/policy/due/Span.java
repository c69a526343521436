package io.spillway.policy.due;

import java.time.Instant;

/** The instants from {@code from} on and before {@code until}; {@link Instant#MIN} and {@link Instant#MAX} stand for ever. */
public record Span(Instant from, Instant until) {
    public Span {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("a span from " + from + " until " + until + " is empty");
        }
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(until);
    }
}
