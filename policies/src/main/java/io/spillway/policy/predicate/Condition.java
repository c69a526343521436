package io.spillway.policy.predicate;

import io.spillway.policy.fact.Facts;
import io.spillway.policy.fact.Truth;

/**
 * A part of a condition that the tree cannot express, kept in the expression language itself. It does not depend on time:
 * the checker refuses time in such a part, so that the instant at which an object becomes due can always be computed.
 */
public interface Condition {
    /** The value for these facts; unknown when a fact that decides it is missing, or when it fails (a division by zero). */
    Truth test(Facts facts);

    /** The part as a policy would write it. Two conditions of equal text are equal. */
    String text();
}
