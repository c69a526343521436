package io.spillway.cluster.api.transition;

/**
 * What the directory may leave out of a page of candidates. It may always let more through; whoever asks checks each
 * candidate again.
 */
public sealed interface CandidateFilter {
    CandidateFilter ALL = new All();

    record All() implements CandidateFilter {}
}
