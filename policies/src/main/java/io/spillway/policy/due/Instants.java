package io.spillway.policy.due;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A set of instants as spans that are in order, apart and not adjacent. Instants are whole nanoseconds, so that every bound,
 * open or closed, can be written as "from, and before".
 */
record Instants(List<Span> spans) {
    static final Instants NONE = new Instants(List.of());
    static final Instants ALL = between(Instant.MIN, Instant.MAX);

    Instants {
        spans = List.copyOf(spans);
    }

    static Instants between(Instant from, Instant until) {
        return from.isBefore(until) ? new Instants(List.of(new Span(from, until))) : NONE;
    }

    Instants complement() {
        List<Span> gaps = new ArrayList<>();
        Instant from = Instant.MIN;
        for (Span span : spans) {
            gaps.addAll(between(from, span.from()).spans);
            from = span.until();
        }
        gaps.addAll(between(from, Instant.MAX).spans);
        return new Instants(gaps);
    }

    Instants and(Instants other) {
        List<Span> common = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < spans.size() && j < other.spans.size()) {
            Span mine = spans.get(i);
            Span theirs = other.spans.get(j);
            common.addAll(between(later(mine.from(), theirs.from()), earlier(mine.until(), theirs.until())).spans);
            if (mine.until().isBefore(theirs.until())) {
                i++;
            } else {
                j++;
            }
        }
        return new Instants(common);
    }

    Instants or(Instants other) {
        return complement().and(other.complement()).complement();
    }

    Instants minus(Instants other) {
        return and(other.complement());
    }

    /** The span that the instant lies in, else the next one. */
    Optional<Span> at(Instant instant) {
        return spans.stream().filter(span -> instant.isBefore(span.until())).findFirst();
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
