package io.spillway.tier.run;

import java.time.Clock;
import java.util.Optional;

import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.Candidate;
import io.spillway.cluster.api.transition.Candidates;
import io.spillway.cluster.api.transition.Cause;
import io.spillway.cluster.api.transition.Intent;
import io.spillway.cluster.api.transition.Movement;
import io.spillway.policy.Action;
import io.spillway.policy.PolicyVersion;
import io.spillway.policy.evaluation.Evaluator;
import io.spillway.policy.evaluation.Verdict;
import io.spillway.tier.move.CommitGate;

/**
 * Asks the policy again at commit: the version in force must still say the same of the object as it is now, at the later
 * of now and the run's own instant.
 */
public final class PolicyGate implements CommitGate {
    private final PolicyVersions versions;
    private final Candidates candidates;
    private final Clock clock;

    public PolicyGate(PolicyVersions versions, Candidates candidates, Clock clock) {
        this.versions = versions;
        this.candidates = candidates;
        this.clock = clock;
    }

    @Override
    public Optional<String> objection(Intent intent) throws ObjectStoreException {
        return switch (intent.cause()) {
            case Cause.ByRequest _ -> Optional.empty();
            case Cause.ByRule rule -> objection(intent, rule);
        };
    }

    private Optional<String> objection(Intent intent, Cause.ByRule cause) throws ObjectStoreException {
        Optional<PolicyVersion> version = versions.newest(cause.policy());
        if (version.isEmpty()) {
            return Optional.of("policy " + cause.policy() + " is no longer in force");
        }
        var container = candidates.container(intent.container());
        Optional<Candidate> candidate = candidates.current(intent.container(), intent.generation().key());
        if (container.isEmpty() || candidate.isEmpty()
                || !candidate.get().generation().equals(intent.generation())) {
            return Optional.of("the version is no longer the object's current one");
        }
        if (!version.get().policy().applies().covers(container.get().account().value(),
                container.get().name().value())) {
            return Optional.of("policy " + cause.policy() + " no longer applies to " + container.get().name());
        }
        Verdict verdict = Evaluator.atCommit(version.get(), ObjectFacts.of(container.get(), candidate.get()),
                clock.instant(), cause.instant());
        return verdict.action().equals(Optional.of(action(intent.movement())))
                ? Optional.empty()
                : Optional.of("policy " + cause.policy() + ", version " + version.get().number() + ", now says "
                        + verdict.action().map(Object::toString).orElse("that the object stays"));
    }

    private static Action action(Movement movement) {
        return switch (movement) {
            case Movement.Tier tier -> new Action.Tier(tier.target(), tier.keepLocal());
            case Movement.Recall _ -> new Action.Recall();
        };
    }
}
