package io.spillway.tier.node;

import java.util.Set;

import io.spillway.policy.PolicyVersion;
import io.spillway.policy.check.CheckResult;
import io.spillway.policy.check.PolicyChecker;

/** Policies of the tests, through the real checker. */
public final class Policies {
    private static final PolicyChecker CHECKER = new PolicyChecker();

    private Policies() {}

    /** Everything that is older than 30 days goes to {@code cold}, but for keys under {@code held/}. */
    public static PolicyVersion archive(long number) {
        return version(number, """
                apiVersion: spillway/v1
                policy: archive
                applies: { account: default, containers: ["raw-*"] }
                rules:
                  - { name: held, when: 'object.key.startsWith("held/")', then: { hold: {} } }
                  - { name: old, when: 'object.age > days(30)', then: { tier: cold } }
                """);
    }

    /** The same without the hold. */
    public static PolicyVersion everything(long number) {
        return version(number, """
                apiVersion: spillway/v1
                policy: archive
                applies: { account: default, containers: ["raw-*"] }
                rules:
                  - { name: old, when: 'object.age > days(30)', then: { tier: cold } }
                """);
    }

    private static PolicyVersion version(long number, String text) {
        return switch (CHECKER.check(text, Set.of("cold"))) {
            case CheckResult.Accepted(var policy) -> new PolicyVersion(policy, number);
            case CheckResult.Rejected(var problems) -> throw new AssertionError(problems.toString());
        };
    }
}
