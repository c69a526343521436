/**
 * When an object becomes due. With its other facts fixed, each comparison with time is a half-line of {@code now} and a
 * condition is a union of intervals; check, explain, lateness and scheduler share this one computation.
 */
@NullMarked
package io.spillway.policy.due;

import org.jspecify.annotations.NullMarked;
