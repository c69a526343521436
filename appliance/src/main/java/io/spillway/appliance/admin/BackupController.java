package io.spillway.appliance.admin;

import java.util.List;
import java.util.Optional;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.spillway.appliance.admin.answer.BackupAnswer;
import io.spillway.appliance.tier.BackupRun;
import io.spillway.appliance.tier.BackupRuns;
import io.spillway.appliance.tier.TierException;
import io.spillway.tier.backup.BackupReport;

/** Backups of the whole directory. */
@Controller("/v1/backups")
@ExecuteOn(TaskExecutors.BLOCKING)
class BackupController {
    private final BackupRuns runs;

    BackupController(BackupRuns runs) {
        this.runs = runs;
    }

    /** Begins a backup of every bucket and of the namespace to a target. */
    @Post
    BackupAnswer begin(@Body NewBackup backup) throws TierException {
        String target = backup.target();
        if (target == null) {
            throw new HttpStatusException(HttpStatus.BAD_REQUEST, "a backup needs a target");
        }
        return answer(runs.begin(target));
    }

    /** How a backup goes; the last few are known. */
    @Get("/{id}")
    BackupAnswer find(@PathVariable String id) {
        return answer(runs.find(id).orElseThrow(() -> new HttpStatusException(HttpStatus.NOT_FOUND,
                "no backup " + id + " is known; they are forgotten when the appliance stops, their copies are not")));
    }

    private static BackupAnswer answer(BackupRun run) {
        return switch (run.state()) {
            case BackupRun.Running _ ->
                new BackupAnswer(run.id(), run.target(), "running", null, 0, 0, 0, List.of(), false);
            case BackupRun.Failed(String reason) ->
                new BackupAnswer(run.id(), run.target(), "failed", reason, 0, 0, 0, List.of(), false);
            case BackupRun.Done(BackupReport report) -> new BackupAnswer(run.id(), run.target(), "done",
                    problem(report).orElse(null), report.sent(), report.unchanged(), report.bytes(),
                    report.failures().stream()
                            .map(failure -> new BackupAnswer.Failure(failure.container().value(), failure.reason()))
                            .toList(),
                    report.complete());
        };
    }

    private static Optional<String> problem(BackupReport report) {
        return switch (report.end()) {
            case BackupReport.End.Reached _ -> Optional.empty();
            case BackupReport.End.Stopped(String reason) -> Optional.of(reason);
        };
    }

    /** Where to back up to. */
    @Serdeable
    record NewBackup(@Nullable String target) {}
}
