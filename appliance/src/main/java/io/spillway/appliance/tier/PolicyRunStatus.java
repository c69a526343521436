package io.spillway.appliance.tier;

import java.time.Instant;

import io.spillway.policy.PolicyVersion;
import io.spillway.tier.run.RunReport;
import io.spillway.tier.run.RunRequest;

/** A run of a policy version and how it goes. */
public record PolicyRunStatus(String id, PolicyVersion version, Instant instant, RunRequest.Mode mode,
        State state) {
    /** How it goes. */
    public sealed interface State {}

    /** It waits for its turn, or looks at objects. */
    public record Running() implements State {}

    /** It has looked at everything, and what it planned is in the journal. */
    public record Done(RunReport report) implements State {}

    /** It ended early; what it planned until then is in the journal. */
    public record Failed(String reason) implements State {}

    PolicyRunStatus with(State next) {
        return new PolicyRunStatus(id, version, instant, mode, next);
    }
}
