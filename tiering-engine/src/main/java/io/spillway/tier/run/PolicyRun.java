package io.spillway.tier.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.Candidate;
import io.spillway.cluster.api.transition.CandidateFilter;
import io.spillway.cluster.api.transition.Candidates;
import io.spillway.cluster.api.transition.Candidates.ContainerEntry;
import io.spillway.cluster.api.transition.Cause;
import io.spillway.cluster.api.transition.Movement;
import io.spillway.policy.Action;
import io.spillway.policy.Rule;
import io.spillway.policy.evaluation.Evaluator;
import io.spillway.policy.evaluation.Verdict;
import io.spillway.policy.fact.Facts;
import io.spillway.policy.fact.Truth;
import io.spillway.policy.predicate.MemoryEvaluation;
import io.spillway.tier.journal.IntentJournal;
import io.spillway.tier.target.Target;
import io.spillway.tier.target.Targets;

/**
 * One run, for one thread, page by page: what it holds in memory does not grow with what it looks at.
 *
 * <p>The directory is asked only for objects that a placement rule may match. One that it leaves out is one for which
 * every placement rule is false, and not unknown, since no column is ever missing; it stays, whether a hold matches it or
 * not. So that counts do not depend on how much the directory can decide by itself, an object for which every placement
 * rule is false counts for no rule even when it was looked at.
 */
public final class PolicyRun {
    private static final int CONTAINERS = 100;
    private static final int OBJECTS = 500;

    private final Candidates candidates;
    private final IntentJournal journal;
    private final Targets targets;
    private final RunRequest request;
    private final Map<String, RuleTally> rules = new LinkedHashMap<>();
    private final Set<String> problems = new LinkedHashSet<>();
    private long containers;
    private long objects;
    private long decided;

    public PolicyRun(Candidates candidates, IntentJournal journal, Targets targets, RunRequest request) {
        this.candidates = candidates;
        this.journal = journal;
        this.targets = targets;
        this.request = request;
        for (Rule rule : request.policy().policy().rules()) {
            rules.put(rule.name(), new RuleTally(rule.name()));
        }
    }

    /** Looks once at every object that the policy may move. A container that cannot be read is told as a problem and passed over. */
    public RunReport run() throws ObjectStoreException {
        try (Plans plans = new Plans(journal)) {
            return run(plans);
        }
    }

    private RunReport run(Plans plans) throws ObjectStoreException {
        Optional<ContainerName> after = Optional.empty();
        List<ContainerEntry> page = candidates.containers(after, CONTAINERS);
        while (!page.isEmpty()) {
            for (ContainerEntry container : page) {
                if (request.policy().policy().applies().covers(container.account().value(),
                        container.name().value())) {
                    container(container, plans);
                }
            }
            page = candidates.containers(Optional.of(page.getLast().name()), CONTAINERS);
        }
        // Objects that came while the run went on may be decided over without having been counted.
        return new RunReport(containers, objects, Math.max(0, objects - decided),
                rules.values().stream().map(RuleTally::count).toList(),
                List.copyOf(problems));
    }

    private void container(ContainerEntry container, Plans plans) {
        containers++;
        try {
            objects += candidates.objects(container.ref());
            CandidateFilter filter = new CandidateFilter.Matching(
                    request.policy().policy().candidates(container.account().value(), container.name().value())
                            .candidates(),
                    request.instant());
            Optional<ObjectKey> after = Optional.empty();
            List<Candidate> page = candidates.page(container.ref(), filter, after, OBJECTS);
            while (!page.isEmpty()) {
                List<Plans.Wanted> wanted = new ArrayList<>();
                for (Candidate candidate : page) {
                    object(container, candidate).ifPresent(wanted::add);
                }
                plans.write(container.ref(), wanted);
                after = Optional.of(page.getLast().generation().key());
                page = candidates.page(container.ref(), filter, after, OBJECTS);
            }
        } catch (ObjectStoreException e) {
            problems.add("container " + container.name() + " was passed over: " + e.getMessage());
        }
    }

    /** Counts the object, and answers what is to be planned for it. */
    private Optional<Plans.Wanted> object(ContainerEntry container, Candidate candidate) {
        Facts facts = ObjectFacts.of(container, candidate);
        Verdict verdict = Evaluator.evaluate(request.policy(), facts, request.instant());
        if (isLeftAlone(verdict, facts)) {
            return Optional.empty();
        }
        verdict.unknownRules().forEach(rule -> tally(rule).unknown());
        return switch (verdict) {
            case Verdict.Stay _ -> Optional.empty();
            case Verdict.Apply apply -> {
                decided++;
                tally(apply.rule()).matched(candidate.generation().length());
                yield wanted(candidate, apply);
            }
        };
    }

    /** Whether every placement rule is false; asked only where the verdict does not show it. */
    private boolean isLeftAlone(Verdict verdict, Facts facts) {
        return switch (verdict) {
            case Verdict.Stay stay when stay.unknownRules().isEmpty() -> true;
            case Verdict.Apply apply when !(apply.then() instanceof Action.Hold) -> false;
            case Verdict.Stay _,Verdict.Apply _ -> request.policy().policy().placement()
                    .accept(new MemoryEvaluation(facts, request.instant())) == Truth.FALSE;
        };
    }

    private Optional<Plans.Wanted> wanted(Candidate candidate, Verdict.Apply verdict) {
        Optional<Movement> movement = switch (verdict.then()) {
            case Action.Hold _ -> Optional.empty();
            case Action.Tier tier -> tier(candidate, tier);
            case Action.Recall _ ->
                candidate.target().isPresent() ? Optional.of(new Movement.Recall()) : Optional.empty();
        };
        if (movement.isEmpty() || candidate.intended()) {
            return Optional.empty();
        }
        RuleTally tally = tally(verdict.rule());
        tally.due(candidate.generation().length());
        return switch (request.mode()) {
            case DRY -> Optional.empty();
            case PLAN -> Optional.of(new Plans.Wanted(candidate.generation(),
                    new Cause.ByRule(verdict.policy(), verdict.version(), verdict.rule(), request.instant()),
                    movement.get(), tally));
        };
    }

    /** Objects without bytes have nothing to move; those in another target come back first, by a rule that says so. */
    private Optional<Movement> tier(Candidate candidate, Action.Tier tier) {
        if (candidate.generation().length() == 0 || candidate.target().isPresent()) {
            return Optional.empty();
        }
        Optional<Target> target = targets.find(tier.target());
        if (target.isEmpty()) {
            problems.add(
                    "target " + tier.target() + " is not there or cannot be opened; objects for it are not planned");
        }
        return target.map(open -> new Movement.Tier(open.name(), open.fingerprint(), open.storageClass(),
                tier.keepLocal()));
    }

    private RuleTally tally(String rule) {
        return rules.computeIfAbsent(rule, RuleTally::new);
    }
}
