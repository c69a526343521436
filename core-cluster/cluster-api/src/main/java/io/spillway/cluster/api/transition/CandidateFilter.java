package io.spillway.cluster.api.transition;

import java.time.Instant;

import io.spillway.policy.predicate.Predicate;

/**
 * What the directory may leave out of a page of candidates. It may always let more through; whoever asks checks each
 * candidate again.
 */
public sealed interface CandidateFilter {
    CandidateFilter ALL = new All();

    record All() implements CandidateFilter {}

    /**
     * Those that may fulfil the condition at the instant. What the directory keeps in columns is decided there; the rest
     * of the condition lets every candidate through, and one that can never be true lets none through without a look.
     */
    record Matching(Predicate condition, Instant instant) implements CandidateFilter {}
}
