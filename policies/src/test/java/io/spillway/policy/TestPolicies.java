package io.spillway.policy;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import io.spillway.policy.check.CheckResult;
import io.spillway.policy.check.PolicyChecker;

import static org.assertj.core.api.Assertions.assertThat;

/** Policies for tests, written as text and checked as everybody's are. */
public final class TestPolicies {
    private static final PolicyChecker CHECKER = new PolicyChecker();

    private TestPolicies() {}

    /** A policy of rules written as {@code when => action}, named r1, r2 and so on. */
    public static PolicyVersion of(String... rules) {
        int[] number = {0};
        String written = Arrays.stream(rules).map(rule -> rule.split(" => ")).map(
                parts -> "  - name: r" + ++number[0] + "\n    when: |\n      " + parts[0] + "\n    then: " + parts[1]
                        + "\n")
                .collect(Collectors.joining());
        return checked("apiVersion: spillway/v1\npolicy: p\napplies: { account: media, containers: [\"*\"] }\nrules:\n"
                + written);
    }

    public static PolicyVersion checked(String text) {
        CheckResult result = CHECKER.check(text, Set.of("warm", "deep"));
        assertThat(result).as(text).isInstanceOf(CheckResult.Accepted.class);
        return new PolicyVersion(((CheckResult.Accepted) result).policy(), 7);
    }
}
