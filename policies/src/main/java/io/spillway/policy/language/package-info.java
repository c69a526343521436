/**
 * The expression language of {@code when}: CEL, as cel-java parses, checks and runs it, over the names that a policy may use.
 * A checked expression leaves here as a {@code Predicate}; no type of cel-java does.
 */
@NullMarked
package io.spillway.policy.language;

import org.jspecify.annotations.NullMarked;
