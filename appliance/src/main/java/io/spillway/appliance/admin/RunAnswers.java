package io.spillway.appliance.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.spillway.appliance.admin.answer.RunAnswer;
import io.spillway.appliance.tier.PolicyRunStatus;
import io.spillway.policy.Rule;
import io.spillway.tier.run.IntentCounts;
import io.spillway.tier.run.RunReport;
import io.spillway.tier.run.RunRequest;
import org.jspecify.annotations.Nullable;

/** Runs as the administration API tells them. */
final class RunAnswers {
    private RunAnswers() {}

    static RunAnswer of(PolicyRunStatus run) {
        return of(run, IntentCounts.NONE, null);
    }

    static RunAnswer of(PolicyRunStatus run, IntentCounts counts, @Nullable Boolean settled) {
        Optional<RunReport> report = switch (run.state()) {
            case PolicyRunStatus.Running _,PolicyRunStatus.Failed _ -> Optional.empty();
            case PolicyRunStatus.Done(RunReport done) -> Optional.of(done);
        };
        return new RunAnswer(run.id(), run.version().policy().name(), run.version().number(), run.instant(),
                run.mode() == RunRequest.Mode.DRY, state(run.state()), problem(run.state()),
                report.map(RunReport::containers).orElse(0L), report.map(RunReport::objects).orElse(0L),
                report.map(RunReport::staying).orElse(0L),
                run.version().policy().rules().stream().map(rule -> rule(rule, report, counts)).toList(),
                report.map(RunReport::problems).orElse(List.of()), settled);
    }

    private static RunAnswer.Rule rule(Rule rule, Optional<RunReport> report, IntentCounts counts) {
        RunReport.RuleCount count = report.stream().flatMap(done -> done.rules().stream())
                .filter(one -> one.rule().equals(rule.name())).findFirst()
                .orElse(new RunReport.RuleCount(rule.name(), 0, 0, 0, 0, 0, 0));
        return new RunAnswer.Rule(rule.name(), Wording.of(rule.then()), count.matched(), count.bytes(), count.due(),
                count.dueBytes(), count.planned(), count.unknown(),
                counts.givenUp().getOrDefault(rule.name(), 0L), counts.byRule().getOrDefault(rule.name(), Map.of()));
    }

    private static String state(PolicyRunStatus.State state) {
        return switch (state) {
            case PolicyRunStatus.Running _ -> "running";
            case PolicyRunStatus.Done _ -> "done";
            case PolicyRunStatus.Failed _ -> "failed";
        };
    }

    private static @Nullable String problem(PolicyRunStatus.State state) {
        return switch (state) {
            case PolicyRunStatus.Running _,PolicyRunStatus.Done _ -> null;
            case PolicyRunStatus.Failed(String reason) -> reason;
        };
    }
}
