package io.spillway.appliance.admin;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
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
import io.spillway.appliance.admin.answer.CheckAnswer;
import io.spillway.appliance.admin.answer.RunAnswer;
import io.spillway.appliance.tier.PolicyRunStatus;
import io.spillway.appliance.tier.PolicyRuns;
import io.spillway.appliance.tier.RegisteredPolicies;
import io.spillway.appliance.tier.TierException;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.policy.Policy;
import io.spillway.policy.Rule;
import io.spillway.policy.check.CheckResult;
import io.spillway.policy.check.Problem;
import io.spillway.tier.run.RunRequest;

/** Policies: checking them, and running them once. */
@Controller("/v1/policies")
@ExecuteOn(TaskExecutors.BLOCKING)
class PolicyController {
    /** How long one call may wait for a run to settle; who wants to wait longer asks again. */
    private static final int LONGEST_WAIT_SECONDS = 30;

    private final RegisteredPolicies policies;
    private final PolicyRuns runs;

    PolicyController(RegisteredPolicies policies, PolicyRuns runs) {
        this.policies = policies;
        this.runs = runs;
    }

    /** Checks a policy's text against the targets and policies of now. Changes nothing. */
    @Post("/check")
    CheckAnswer check(@Body PolicyText policy) {
        return switch (policies.check(policy.required())) {
            case CheckResult.Rejected(List<Problem> problems) ->
                new CheckAnswer(false, null, List.of(), problems.stream().map(PolicyController::answer).toList());
            case CheckResult.Accepted(Policy accepted) -> {
                Optional<String> overlap = policies.overlap(accepted);
                yield new CheckAnswer(overlap.isEmpty(), accepted.name(),
                        accepted.rules().stream().map(Rule::name).toList(),
                        overlap.map(text -> new CheckAnswer.Problem(0, 0, text, "")).stream().toList());
            }
        };
    }

    /** Begins a run; a dry one registers nothing and moves nothing. */
    @Post("/runs")
    RunAnswer run(@Body NewRun request) throws TierException {
        String text = request.text() == null ? "" : request.text();
        return switch (policies.check(text)) {
            case CheckResult.Rejected(List<Problem> problems) -> throw new TierException(
                    "the policy is not in order, beginning with line " + problems.getFirst().line() + ": "
                            + problems.getFirst().message() + "; look at it with: spillway policy check FILE");
            case CheckResult.Accepted(Policy policy) -> RunAnswers
                    .of(runs.begin(policy, text, request.instant(), request.mode()));
        };
    }

    /** How a run goes; the last hundred are known. */
    @Get("/runs/{id}")
    RunAnswer find(@PathVariable String id) throws ObjectStoreException {
        PolicyRunStatus run = known(id);
        return switch (run.state()) {
            // Counting reads every intent, which whoever waits for the run's end does not want.
            case PolicyRunStatus.Running _ -> RunAnswers.of(run);
            case PolicyRunStatus.Done _,PolicyRunStatus.Failed _ -> RunAnswers.of(run, runs.counts(run), null);
        };
    }

    /** Works for up to so many seconds until nothing is open and every release due by the run's instant is done. */
    @Post("/runs/{id}/settle")
    RunAnswer settle(@PathVariable String id, @Body Patience patience)
            throws ObjectStoreException, InterruptedException {
        PolicyRunStatus run = known(id);
        boolean settled = runs.settle(run, Duration.ofSeconds(Math.clamp(patience.seconds(), 0, LONGEST_WAIT_SECONDS)));
        return RunAnswers.of(run, runs.counts(run), settled);
    }

    private PolicyRunStatus known(String id) {
        return runs.find(id).orElseThrow(() -> new HttpStatusException(HttpStatus.NOT_FOUND,
                "no run " + id + " is known; runs are forgotten when the appliance stops, what they planned is not"));
    }

    private static CheckAnswer.Problem answer(Problem problem) {
        return new CheckAnswer.Problem(problem.line(), problem.column(), problem.message(), problem.remedy());
    }

    /** The text of a policy. */
    @Serdeable
    record PolicyText(@Nullable String text) {
        String required() {
            return text == null ? "" : text;
        }
    }

    /** Which policy to run; {@code at} is the instant that decides, now if it is left out. */
    @Serdeable
    record NewRun(@Nullable String text, @Nullable Boolean dryRun, @Nullable String at) {
        /** Nobody gets a real run by leaving a field out. */
        RunRequest.Mode mode() throws TierException {
            if (dryRun == null) {
                throw new TierException("say whether the run is dry: \"dryRun\": true or false");
            }
            return dryRun ? RunRequest.Mode.DRY : RunRequest.Mode.PLAN;
        }

        Optional<Instant> instant() throws TierException {
            try {
                return Optional.ofNullable(at).map(Instant::parse);
            } catch (DateTimeException e) {
                throw new TierException("\"" + at + "\" is no instant; write it like 2026-12-24T18:00:00Z", e);
            }
        }
    }

    /** How long to wait at most. */
    @Serdeable
    record Patience(int seconds) {}
}
