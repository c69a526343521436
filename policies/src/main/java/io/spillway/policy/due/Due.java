package io.spillway.policy.due;

import java.time.Instant;

import io.spillway.policy.Action;

/**
 * An object is, or will be, to be moved.
 *
 * @param at the first instant at which the rule decides, not before the object's creation where that is known;
 *        {@link Instant#MIN} when it always did. Lateness is counted from here
 */
public record Due(Instant at, String rule, Action then) {}
