package io.spillway.policy.check;

import java.util.List;

import io.spillway.policy.Policy;

/** What a check found. */
public sealed interface CheckResult {
    record Accepted(Policy policy) implements CheckResult {}

    /** At least one problem, in the order of the text. */
    record Rejected(List<Problem> problems) implements CheckResult {
        public Rejected {
            problems = List.copyOf(problems);
        }
    }
}
