package io.spillway.cloud.api;

import java.util.Set;

/**
 * What a target can do, for engines that choose their way by it and for the table in {@code docs/targets.md}.
 *
 * @param versions whether writes to one key are kept beside each other
 * @param conditions the conditions of a put that the target decides atomically; {@code ALWAYS} is among them
 * @param smallEvidence the algorithm of the evidence of an object under {@code resumableFrom}, over the whole object
 * @param largeEvidence the same for one that is sent in parts, over the whole object unless the evidence says otherwise
 * @param statEvidence what the evidence of a stat is worth
 * @param resumableFrom bytes from which a put is sent in parts and can be resumed
 * @param partBytes bytes of a part; the adapter takes larger ones where the most parts would not do
 * @param maxObjectBytes the largest object
 */
public record TargetCapabilities(Versions versions, Set<PutCondition.Kind> conditions,
        Checksum.Algorithm smallEvidence, Checksum.Algorithm largeEvidence, StatEvidence statEvidence,
        long resumableFrom, long partBytes, long maxObjectBytes) {
    /** Whether a key has many versions. */
    public enum Versions {
        /** A put replaces; exact generations are named by entity tag. */
        NONE,
        /** A put adds; exact generations are named by version id, and older ones stay until they are deleted. */
        KEPT
    }

    /** What a stat proves. */
    public enum StatEvidence {
        /** The digest that the target stored when it took the bytes in, and checks them against by itself. */
        STORED,
        /** The bytes were read again now, and a difference is {@link CloudException.Corrupt}; costs a full read. */
        READ_AGAIN
    }

    public TargetCapabilities {
        conditions = Set.copyOf(conditions);
        if (!conditions.contains(PutCondition.Kind.ALWAYS)) {
            throw new IllegalArgumentException("every target takes an unconditional put");
        }
    }

    public boolean supports(PutCondition.Kind condition) {
        return conditions.contains(condition);
    }
}
