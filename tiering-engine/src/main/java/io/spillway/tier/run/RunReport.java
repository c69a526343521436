package io.spillway.tier.run;

import java.util.List;

/**
 * What a run found and planned.
 *
 * @param containers that the policy applies to
 * @param objects in them, when the run came to each
 * @param staying of them, those over which no rule decides: they stay as they are
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
     * @param matched objects over which the rule decides: the first placement rule that matches, or the hold that keeps
     *        the object from one that matches or may match
     * @param bytes of them
     * @param due of them, those whose bytes are not yet where the rule wants them and that have no open intent
     * @param dueBytes bytes of those
     * @param planned intents written by this run
     * @param unknown objects that some placement rule matches, or may match, and of which a missing fact kept this rule
     *        from being decided
     */
    public record RuleCount(String rule, long matched, long bytes, long due, long dueBytes, long planned,
            long unknown) {}
}
