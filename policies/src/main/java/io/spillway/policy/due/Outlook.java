package io.spillway.policy.due;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.spillway.policy.Policy;
import io.spillway.policy.Rule;
import io.spillway.policy.fact.Facts;

/**
 * Which rule decides over an object at every instant, if nothing about the object changes. It says at each instant what the
 * evaluator says at that instant.
 */
public final class Outlook {
    private final Facts facts;
    private final List<Reign> reigns;

    private Outlook(Facts facts, List<Reign> reigns) {
        this.facts = facts;
        this.reigns = List.copyOf(reigns);
    }

    /** The instants at which one rule decides. */
    private record Reign(Rule rule, Instants when) {
        Optional<Due> dueFrom(Instant instant) {
            return when.at(instant).map(span -> new Due(span.from(), rule.name(), rule.then()));
        }
    }

    public static Outlook of(Policy policy, Facts facts) {
        Instants free = Instants.ALL;
        List<Reign> reigns = new ArrayList<>();
        // A stable sort: holds first, then the order of the file.
        for (Rule rule : policy.rules().stream().sorted(Comparator.comparing(rule -> !rule.isHold())).toList()) {
            Instants matching = TruthOverTime.of(rule.when(), facts).whenTrue();
            reigns.add(new Reign(rule, matching.and(free)));
            free = free.minus(matching);
        }
        return new Outlook(facts, reigns);
    }

    /** The rule that decides at the instant, a hold too; empty when the object stays. */
    public Optional<String> ruleAt(Instant instant) {
        return reigns.stream().filter(reign -> reign.when().at(instant).filter(span -> span.contains(
                instant)).isPresent()).map(reign -> reign.rule().name()).findFirst();
    }

    /** The placement that is due at the instant, with the beginning of its span; else the next one; empty when none ever is. */
    public Optional<Due> nextDue(Instant instant) {
        return reigns.stream().filter(reign -> !reign.rule().isHold()).flatMap(
                reign -> reign.dueFrom(instant).stream()).min(Comparator.comparing(Due::at)).map(this::sinceCreation);
    }

    private Due sinceCreation(Due due) {
        return facts.createdKnown().filter(due.at()::isBefore).map(
                created -> new Due(created, due.rule(), due.then())).orElse(due);
    }
}
