package io.spillway.appliance.admin.answer;

import java.util.List;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/**
 * What a target did with an object of the probe's own, what it can do, and what its settings are. {@code left} tells
 * what of the probe may still stand in the target; null if nothing does.
 */
@Serdeable
public record ProbeAnswer(String target, boolean usable, List<Step> steps, List<Ability> abilities,
        List<Finding> findings, @Nullable String left) {

    /** A call: {@code done}, {@code failed} or {@code skipped}, what it showed, and what to do if it failed. */
    @Serdeable
    public record Step(String step, String outcome, String shown, @Nullable String remedy, long milliseconds) {}

    @Serdeable
    public record Ability(String ability, String value) {}

    /** Something about the target's settings: {@code NOTE}, or {@code DANGER} to data. */
    @Serdeable
    public record Finding(String severity, String what, String remedy) {}
}
