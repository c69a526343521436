package io.spillway.policy;

import io.spillway.policy.predicate.Predicate;

/** One rule; names are unique in their policy. */
public record Rule(String name, Predicate when, Action then) {
    /** Holds are asked before all others, in whatever order they are written. */
    public boolean isHold() {
        return then instanceof Action.Hold;
    }
}
