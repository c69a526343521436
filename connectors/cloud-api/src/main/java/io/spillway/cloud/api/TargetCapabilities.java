package io.spillway.cloud.api;

import java.util.Set;

/**
 * What a target can do, for engines that choose their way by it and for the table in {@code docs/targets.md}.
 *
 * @param versions whether writes to one key are kept beside each other
 * @param conditions the conditions of a put that the target decides atomically; {@code ALWAYS} is among them
 * @param parts how large objects are sent
 * @param maxObjectBytes the largest object
 * @param archives whether objects may have to be restored before they are read
 * @param locks whether a bucket of its kind may refuse to remove an object for a time
 */
public record TargetCapabilities(Versions versions, Set<PutCondition.Kind> conditions, Evidence evidence, Parts parts,
        long maxObjectBytes, Archives archives, Locks locks) {
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

    /**
     * What the target vouches for.
     *
     * @param small the algorithm of an object under {@link Parts#resumableFrom}, over the whole object
     * @param large the same for one that is sent in parts, over the whole object unless the evidence says otherwise
     * @param stat what the evidence of a stat is worth
     */
    public record Evidence(Checksum.Algorithm small, Checksum.Algorithm large, StatEvidence stat) {}

    /**
     * How large objects are cut.
     *
     * @param resumableFrom bytes from which a put is sent in parts and can be resumed
     * @param bytes of a part; the adapter takes larger ones where the most parts would not do
     * @param leastBytes that the target takes as a part, the last one aside
     * @param most parts of an object
     */
    public record Parts(long resumableFrom, long bytes, long leastBytes, int most) {}

    /** Whether there are classes from which an object has to be restored before it is read. */
    public enum Archives {
        /** Everything is read at once. */
        NONE,
        /** A read of an object in such a class is {@link CloudException.Refused} until it is restored. */
        RESTORED_FIRST
    }

    /** Whether somebody can set up a bucket so that it keeps objects for a time whatever is asked. */
    public enum Locks {
        /** No. */
        NONE,
        /** A removal is {@link CloudException.AccessDenied} until the lock ends. */
        REMOVED_LATER
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
