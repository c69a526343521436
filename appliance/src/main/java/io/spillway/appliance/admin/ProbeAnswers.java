package io.spillway.appliance.admin;

import io.spillway.appliance.admin.answer.ProbeAnswer;
import io.spillway.cloud.api.probe.ProbeReport;
import io.spillway.cloud.api.probe.ProbeStep;

/** Probes as the administration API tells them. */
final class ProbeAnswers {
    private ProbeAnswers() {}

    static ProbeAnswer of(String target, ProbeReport report) {
        return new ProbeAnswer(target, report.usable(), report.steps().stream().map(ProbeAnswers::step).toList(),
                report.abilities().stream().map(ability -> new ProbeAnswer.Ability(ability.name(), ability.value()))
                        .toList(),
                report.findings().stream().map(finding -> new ProbeAnswer.Finding(finding.severity().name(),
                        finding.what(), finding.remedy())).toList(),
                report.left().orElse(null));
    }

    private static ProbeAnswer.Step step(ProbeStep step) {
        String words = step.action().words();
        long took = step.took().toMillis();
        return switch (step.outcome()) {
            case ProbeStep.Done(String shown) -> new ProbeAnswer.Step(words, "done", shown, null, took);
            case ProbeStep.Failed(String problem, String remedy) ->
                new ProbeAnswer.Step(words, "failed", problem, remedy, took);
            case ProbeStep.Skipped(String reason) -> new ProbeAnswer.Step(words, "skipped", reason, null, took);
        };
    }
}
