package io.spillway.policy;

import java.time.ZoneId;
import java.util.List;

import io.spillway.policy.predicate.Predicate;
import io.spillway.policy.predicate.Pushdown;
import io.spillway.policy.scope.Scope;

/**
 * A policy that passed its check.
 *
 * @param zone for windows and budget periods, of which this version has none; UTC when the policy names no zone
 * @param rules in the order of the file, at least one
 */
public record Policy(String name, Scope applies, ZoneId zone, List<Rule> rules) {
    public Policy {
        rules = List.copyOf(rules);
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("policy \"" + name + "\" has no rule");
        }
    }

    /** Whether any rule but a hold matches: where this is false, the policy leaves the object alone, held or not. */
    public Predicate placement() {
        return Predicate.or(rules.stream().filter(rule -> !rule.isHold()).map(Rule::when).toList());
    }

    /** What a query over one container selects so that no object is missed for which {@link #placement} is not false. */
    public Pushdown candidates(String account, String container) {
        return Pushdown.of(placement().inContainer(account, container));
    }
}
