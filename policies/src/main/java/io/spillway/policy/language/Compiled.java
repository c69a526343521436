package io.spillway.policy.language;

import java.util.List;

import io.spillway.policy.predicate.Predicate;

/** What became of a condition's text. */
public sealed interface Compiled {
    record Ready(Predicate predicate) implements Compiled {}

    record Refused(List<Fault> faults) implements Compiled {
        public Refused {
            faults = List.copyOf(faults);
        }
    }
}
