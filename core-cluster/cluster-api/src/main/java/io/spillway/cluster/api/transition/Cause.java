package io.spillway.cluster.api.transition;

import java.time.Instant;

/** Why an intent exists. */
public sealed interface Cause {
    /** The instant that decided: the run's own, which may lie ahead of the clock, or that of the request. */
    Instant instant();

    record ByRule(String policy, long policyVersion, String rule, Instant instant) implements Cause {}

    /** A person asked for it on the command line or the administration API. */
    record ByRequest(String requestId, Instant instant) implements Cause {}
}
