package io.spillway.cluster.api.transition;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.location.ChunkReplica;

/** Bytes that nothing refers to any more, noted in the commit that dropped the last reference. */
public sealed interface GarbageNote {
    /** Ascending in its container. */
    long id();

    /** Nothing is removed before this. */
    Instant due();

    /** Chunk files; due after the readers' grace. */
    record LocalChunks(long id, Instant due, List<ChunkReplica> replicas) implements GarbageNote {
        public LocalChunks {
            replicas = List.copyOf(replicas);
        }
    }

    /**
     * A remote object that was committed once; due after {@code tier.garbage-grace}.
     *
     * @param refusal why the target last refused the removal; shown to the operator, and tried again
     */
    record RemoteBytes(long id, Instant due, RemoteObject remote, Optional<String> refusal) implements GarbageNote {}

    /**
     * What an attempt that never committed may have left under its own key: any version of it, and an open upload.
     *
     * @param absentSince when the key was first seen absent; the note is settled only by a second such sight, later than
     *        the longest upload
     */
    record RemoteAttempt(long id, Instant due, String target, String fingerprint, String bucket, String remoteKey,
            Optional<String> uploadId, Optional<Instant> absentSince,
            Optional<String> refusal) implements GarbageNote {}
}
