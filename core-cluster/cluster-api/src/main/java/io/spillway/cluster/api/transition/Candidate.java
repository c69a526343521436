package io.spillway.cluster.api.transition;

import java.time.Instant;
import java.util.Optional;

/**
 * The facts of one object version, for the policy evaluator.
 *
 * @param created when this version was written
 * @param lastRead when it was last read, in steps of a day; empty if never since it was written
 * @param target that holds its bytes, if one does
 * @param local whether local volumes hold its bytes
 * @param intended whether an intent of it is open
 */
public record Candidate(Generation generation, Instant created, Optional<Instant> lastRead, Optional<String> target,
        boolean local, boolean intended) {}
