/**
 * The sealed tree that a checked condition becomes, and what can be done with it whole: evaluate it over facts in memory,
 * explain it part by part, and find the part that a container's file can answer by itself. The SQL stands beside the
 * schema, not here; neither does the expression language that the tree came from.
 */
@NullMarked
package io.spillway.policy.predicate;

import org.jspecify.annotations.NullMarked;
