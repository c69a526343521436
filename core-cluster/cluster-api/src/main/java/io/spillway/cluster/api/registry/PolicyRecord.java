package io.spillway.cluster.api.registry;

import java.time.Instant;

/**
 * A version of a policy as it was registered.
 *
 * @param number from 1, ascending in its policy
 * @param text exactly as it was given
 */
public record PolicyRecord(String policy, long number, String text, Instant registered) {}
