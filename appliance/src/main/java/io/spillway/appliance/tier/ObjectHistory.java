package io.spillway.appliance.tier;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.Candidate;
import io.spillway.cluster.api.transition.Candidates;
import io.spillway.cluster.api.transition.Candidates.ContainerEntry;
import io.spillway.cluster.api.transition.Intent;
import io.spillway.cluster.api.transition.Transitions;
import io.spillway.cluster.directory.ContainerEntries;
import io.spillway.policy.Action;
import io.spillway.policy.PolicyVersion;
import io.spillway.policy.Rule;
import io.spillway.policy.due.Due;
import io.spillway.policy.due.Outlook;
import io.spillway.policy.evaluation.Evaluator;
import io.spillway.policy.evaluation.Explained;
import io.spillway.policy.evaluation.Explanation;
import io.spillway.policy.evaluation.Verdict;
import io.spillway.policy.fact.Facts;
import io.spillway.tier.run.ObjectFacts;

/** Why an object's bytes are where they are, and what comes next. */
public final class ObjectHistory {
    private final ContainerEntries containers;
    private final Candidates candidates;
    private final Transitions transitions;
    private final RegisteredPolicies policies;
    private final Clock clock;

    public ObjectHistory(ContainerEntries containers, Candidates candidates, Transitions transitions,
            RegisteredPolicies policies, Clock clock) {
        this.containers = containers;
        this.candidates = candidates;
        this.transitions = transitions;
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * What is known of one object's current version.
     *
     * @param latest intent that was planned for it
     * @param outlook what the policy that governs its container says; empty if none does
     */
    public record Story(Optional<Intent> latest, Optional<Prospect> outlook) {}

    /**
     * What a policy says of the object.
     *
     * @param ruleNow the rule that decides now; empty when the object stays
     * @param next when which rule decides; empty when none ever does as the object is
     * @param there whether the object's bytes are where that rule wants them already
     */
    public record Prospect(PolicyVersion policy, Instant now, Optional<String> ruleNow, Optional<Due> next,
            boolean there, List<Reason> reasons) {}

    /** A rule and each part of its condition with its value. */
    public record Reason(Rule rule, Explained condition) {}

    public Story of(ContainerName bucket, ObjectKey key) throws ObjectStoreException {
        var ref = containers.findContainer(bucket)
                .orElseThrow(() -> new ObjectStoreException.NoSuchContainer(bucket)).ref();
        Optional<ContainerEntry> container = candidates.container(ref);
        Optional<Candidate> candidate = candidates.current(ref, key);
        if (container.isEmpty() || candidate.isEmpty()) {
            return new Story(Optional.empty(), Optional.empty());
        }
        Facts facts = ObjectFacts.of(container.get(), candidate.get());
        return new Story(transitions.latest(ref, candidate.get().generation()),
                policies.governing(container.get().account().value(), bucket.value())
                        .map(version -> prospect(version, facts, candidate.get())));
    }

    private Prospect prospect(PolicyVersion version, Facts facts, Candidate candidate) {
        Instant now = clock.instant();
        Verdict verdict = Evaluator.evaluate(version, facts, now);
        Optional<String> rule = switch (verdict) {
            case Verdict.Stay _ -> Optional.empty();
            case Verdict.Apply apply -> Optional.of(apply.rule());
        };
        Optional<Due> next = Outlook.of(version.policy(), facts).nextDue(now);
        return new Prospect(version, now, rule, next, next.isPresent() && isThere(candidate, next.get().then()),
                version.policy().rules().stream()
                        .map(each -> new Reason(each, Explanation.of(each.when(), facts, now))).toList());
    }

    private static boolean isThere(Candidate candidate, Action wanted) {
        return switch (wanted) {
            case Action.Tier tier -> candidate.target().equals(Optional.of(tier.target()));
            case Action.Recall _ -> candidate.target().isEmpty();
            case Action.Hold _ -> true;
        };
    }
}
