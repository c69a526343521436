package io.spillway.tier.run;

import java.time.Instant;

import io.spillway.policy.PolicyVersion;

/**
 * One run of one policy version.
 *
 * @param instant that decides; it may lie ahead of the clock
 */
public record RunRequest(PolicyVersion policy, Instant instant, Mode mode) {
    /** What a run does beyond counting. */
    public enum Mode {
        /** Nothing. */
        DRY,
        /** It plans intents. */
        PLAN
    }
}
