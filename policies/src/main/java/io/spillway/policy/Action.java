package io.spillway.policy;

import java.time.Duration;

/** What a rule does to the objects that it matches. */
public sealed interface Action {
    /** Keeps every rule from moving the object; a user may still delete it. */
    record Hold() implements Action {}

    /**
     * Moves the object's bytes to a target.
     *
     * @param keepLocal how long the local bytes stay after the commit; zero when the rule says nothing
     */
    record Tier(String target, Duration keepLocal) implements Action {}

    /** Brings the bytes back for good. */
    record Recall() implements Action {}
}
