package io.spillway.tier.run;

import java.util.List;

/**
 * What a run found and planned.
 *
 * @param containers that the policy applies to
 * @param objects in them
 * @param staying objects that no rule matches
 * @param rules in the order of the policy
 * @param problems what kept objects from being planned, such as a missing target; at most one of a kind
 */
public record RunReport(long containers, long objects, long staying, List<RuleCount> rules, List<String> problems) {
    public RunReport {
        rules = List.copyOf(rules);
        problems = List.copyOf(problems);
    }

    /**
     * What one rule decided.
     *
     * @param matched objects over which the rule decides
     * @param bytes of them
     * @param due of them, those whose bytes are not yet where the rule wants them and that have no open intent
     * @param dueBytes bytes of those
     * @param planned intents written by this run
     * @param unknown objects of which a missing fact kept the rule from being decided
     */
    public record RuleCount(String rule, long matched, long bytes, long due, long dueBytes, long planned,
            long unknown) {}
}
