package io.spillway.appliance.admin.answer;

import java.util.List;

import io.micronaut.serde.annotation.Serdeable;

/** What a target did with an object of the probe's own, what it can do, and what its settings are. */
@Serdeable
public record ProbeAnswer(String target, boolean fit, List<Step> steps, List<Ability> abilities,
        List<Finding> findings) {

    /** A call; {@code problem} is empty if it worked. */
    @Serdeable
    public record Step(String step, String problem, long milliseconds) {}

    @Serdeable
    public record Ability(String ability, String value) {}

    /** Something about the target's settings: {@code NOTE}, or {@code DANGER} to data. */
    @Serdeable
    public record Finding(String severity, String what, String remedy) {}
}
