package io.spillway.cloud.api.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.spillway.cloud.api.TargetCapabilities;
import io.spillway.cloud.api.TargetFinding;
import io.spillway.cloud.api.TargetIdentity;

/**
 * What a probe has found.
 *
 * @param capabilities empty if the target did not say
 * @param findings about the target's own settings; empty also if they could not be looked at, which is a failed step
 * @param steps every {@link ProbeStep.Action} once, in its order
 * @param left what of the probe may still stand in the target, in a sentence; empty if nothing does
 */
public record ProbeReport(TargetIdentity target, Optional<TargetCapabilities> capabilities,
        List<TargetFinding> findings, List<ProbeStep> steps, Optional<String> left) {
    public ProbeReport {
        findings = List.copyOf(findings);
        steps = List.copyOf(steps);
    }

    /** Whether nothing failed and nothing was found that endangers data. */
    public boolean usable() {
        return steps.stream().noneMatch(step -> step.outcome() instanceof ProbeStep.Failed)
                && findings.stream().noneMatch(finding -> finding.severity() == TargetFinding.Severity.DANGER);
    }

    public ProbeStep step(ProbeStep.Action action) {
        return steps.stream().filter(step -> step.action() == action).findFirst().orElseThrow();
    }

    /** What the target can do, as far as it is known: what it says, and that ranges came when they were tried. */
    public List<Ability> abilities() {
        List<Ability> abilities = new ArrayList<>();
        capabilities.ifPresent(can -> abilities.addAll(Ability.of(can)));
        abilities.add(new Ability("a range of an object", switch (step(ProbeStep.Action.READ).outcome()) {
            case ProbeStep.Done _ -> "read";
            case ProbeStep.Failed _ -> "failed";
            case ProbeStep.Skipped _ -> "not tried";
        }));
        return List.copyOf(abilities);
    }
}
