package io.spillway.appliance.admin;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.spillway.appliance.admin.answer.HistoryAnswer;
import io.spillway.appliance.tier.ObjectHistory;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.Cause;
import io.spillway.cluster.api.transition.Evidence;
import io.spillway.cluster.api.transition.Intent;
import io.spillway.cluster.api.transition.TransitionState;
import io.spillway.policy.due.Due;
import io.spillway.tier.run.IntentCounts;
import org.jspecify.annotations.Nullable;

/** Why an object's bytes are where they are, and what comes next. */
@Controller("/v1/history")
@ExecuteOn(TaskExecutors.BLOCKING)
class HistoryController {
    private final ObjectHistory history;

    HistoryController(ObjectHistory history) {
        this.history = history;
    }

    /** Of the object's current version. */
    @Get
    HistoryAnswer history(@QueryValue String bucket, @QueryValue String key) throws ObjectStoreException {
        ObjectHistory.Story story = history.of(Parameter.read(ContainerName::new, bucket),
                Parameter.read(ObjectKey::new, key));
        return new HistoryAnswer(story.latest().map(HistoryController::transition).orElse(null),
                story.outlook().map(HistoryController::outlook).orElse(null));
    }

    private static HistoryAnswer.Transition transition(Intent intent) {
        Cause.@Nullable ByRule rule = switch (intent.cause()) {
            case Cause.ByRule byRule -> byRule;
            case Cause.ByRequest _ -> null;
        };
        Optional<Evidence> evidence = evidence(intent.state());
        return new HistoryAnswer.Transition(intent.id().value(), Wording.of(intent.movement()),
                IntentCounts.name(intent.state()), rule == null ? null : rule.policy(),
                rule == null ? null : rule.policyVersion(), rule == null ? null : rule.rule(),
                intent.cause().instant(), intent.planned(), evidence.map(HistoryController::proof).orElse(null),
                evidence.map(Evidence::at).orElse(null), releaseDue(intent.state()), reason(intent.state()));
    }

    private static String proof(Evidence evidence) {
        return evidence.kind() + " " + evidence.value();
    }

    private static Optional<Evidence> evidence(TransitionState state) {
        return switch (state) {
            case TransitionState.Verified verified -> Optional.of(verified.evidence());
            case TransitionState.Committed committed -> Optional.of(committed.evidence());
            case TransitionState.Released released -> Optional.of(released.evidence());
            case TransitionState.Planned _,TransitionState.Uploading _,TransitionState.Uploaded _,TransitionState.Fetching _,TransitionState.Fetched _,TransitionState.Recalled _,TransitionState.Abandoned _ ->
                Optional.empty();
        };
    }

    private static @Nullable Instant releaseDue(TransitionState state) {
        return state instanceof TransitionState.Committed committed ? committed.releaseDue() : null;
    }

    private static @Nullable String reason(TransitionState state) {
        return state instanceof TransitionState.Abandoned(String reason) ? reason : null;
    }

    private static HistoryAnswer.Outlook outlook(ObjectHistory.Prospect prospect) {
        return new HistoryAnswer.Outlook(prospect.policy().policy().name(), prospect.policy().number(),
                prospect.ruleNow().orElse(null), prospect.next().map(Due::rule).orElse(null),
                prospect.next().map(due -> known(due.at())).orElse(null),
                prospect.next().map(due -> Wording.of(due.then())).orElse(null), prospect.there(),
                prospect.reasons().stream().map(reason -> new HistoryAnswer.Reason(reason.rule().name(),
                        Wording.of(reason.rule().then()), reason.condition().render())).toList());
    }

    /** In whole milliseconds, not before the due one; what was always due is due since 1970 to those who read times. */
    private static Instant known(Instant at) {
        return at.isBefore(Instant.EPOCH) ? Instant.EPOCH : at.plusNanos(999_999).truncatedTo(ChronoUnit.MILLIS);
    }
}
