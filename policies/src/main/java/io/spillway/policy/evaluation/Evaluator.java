package io.spillway.policy.evaluation;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.spillway.policy.PolicyVersion;
import io.spillway.policy.Rule;
import io.spillway.policy.fact.Facts;
import io.spillway.policy.fact.Truth;
import io.spillway.policy.predicate.MemoryEvaluation;

/** The one function that carries a policy. */
public final class Evaluator {
    private Evaluator() {}

    /**
     * Any hold that matches wins; else the first placement rule that matches, in the order of the file; else the object stays.
     * A rule whose condition is unknown does not match.
     */
    public static Verdict evaluate(PolicyVersion version, Facts facts, Instant instant) {
        MemoryEvaluation evaluation = new MemoryEvaluation(facts, instant);
        List<Rule> rules = version.policy().rules();
        Map<Truth, List<Rule>> byTruth = rules.stream().collect(Collectors.groupingBy(
                rule -> rule.when().accept(evaluation), () -> new EnumMap<>(Truth.class), Collectors.toList()));
        List<String> unknown = byTruth.getOrDefault(Truth.UNKNOWN, List.of()).stream().map(Rule::name).toList();
        String policy = version.policy().name();
        // Sorting is stable: holds come first, the order of the file stays among the rest.
        Optional<Rule> deciding = byTruth.getOrDefault(Truth.TRUE, List.of()).stream().min(
                Comparator.comparing(rule -> !rule.isHold()));
        return deciding.<Verdict>map(
                rule -> new Verdict.Apply(policy, version.number(), unknown, rule.name(), rule.then())).orElseGet(
                        () -> new Verdict.Stay(policy, version.number(), unknown));
    }

    /**
     * The verdict at commit: with the facts and the policy version of that moment, at the later of now and the instant of the
     * run that planned it, so that a run ahead of the clock does not contradict itself.
     */
    public static Verdict atCommit(PolicyVersion current, Facts facts, Instant now, Instant runInstant) {
        return evaluate(current, facts, now.isAfter(runInstant) ? now : runInstant);
    }

    /**
     * Whether what was planned may be committed: the verdict of the moment does the same to the object. Another rule or a newer
     * version may be the one that says it; a hold, another target or another {@code keep} may not.
     */
    public static boolean confirms(Verdict planned, Verdict atCommit) {
        return planned.policy().equals(atCommit.policy()) && planned.action().equals(atCommit.action());
    }
}
