package io.spillway.cluster.api.transition;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.location.ChunkReplica;

/**
 * The state of an intent. Each transition is a method of the state that it leaves, so that no other can be written;
 * {@link Transitions#advance} makes it durable and does what goes with it in the same commit.
 *
 * <pre>
 *   tier:    Planned -> Uploading -> Uploaded -> Verified -> Committed -> Released
 *                         |  ^ next attempt, after a crash or a change of owner (from Uploading, Uploaded, Verified)
 *   recall:  Planned -> Fetching -> Fetched -> Recalled
 *   Planned, Uploading, Uploaded, Verified, Committed, Fetching and Fetched may end in Abandoned
 * </pre>
 */
public sealed interface TransitionState {
    /** An intent that is not over: something is still to be done for it. */
    sealed interface Open extends TransitionState {}

    /** A state that can be given up. What it leaves behind, locally and remotely, becomes garbage notes. */
    sealed interface Abandonable extends Open {
        default Abandoned abandon(String reason) {
            return new Abandoned(reason);
        }
    }

    /** A state in which remote bytes may exist under an attempt's key; a later attempt leaves them as garbage. */
    sealed interface Attempted extends Abandonable {
        Attempt attempt();

        default Uploading nextAttempt(Attempt next) {
            if (next.number() <= attempt().number()) {
                throw new IllegalArgumentException(
                        "attempt " + next.number() + " does not follow " + attempt().number());
            }
            return new Uploading(next, Optional.empty());
        }
    }

    /**
     * One try at an upload, committed before its first remote byte.
     *
     * @param number from 1
     * @param remoteKey {@code <prefix>/<cluster>/<yyyy>/<mm>/<dd>/<intent>-<number>.pack}
     */
    record Attempt(int number, Epoch owner, String bucket, String remoteKey) {}

    record Planned() implements Abandonable {
        public Uploading upload(Attempt first) {
            return new Uploading(first, Optional.empty());
        }

        /**
         * Begins to bring the bytes back.
         *
         * @param writeId of the local write that the chunks belong to, begun before, so that a crash leaves no orphan
         */
        public Fetching fetch(Epoch owner, String writeId) {
            return new Fetching(owner, writeId);
        }
    }

    /**
     * Bytes may be on their way.
     *
     * @param uploadId of a large upload that can be resumed, recorded before its first part
     */
    record Uploading(Attempt attempt, Optional<String> uploadId) implements Attempted {
        public Uploading resumable(String id) {
            return new Uploading(attempt, Optional.of(id));
        }

        public Uploaded uploaded(RemoteObject remote, List<PackEntry> entries) {
            return new Uploaded(attempt, remote, entries);
        }
    }

    /**
     * The target has answered that it stored the object.
     *
     * @param entries where each metachunk stands in the remote object, in order
     */
    record Uploaded(Attempt attempt, RemoteObject remote, List<PackEntry> entries) implements Attempted {
        public Uploaded {
            entries = List.copyOf(entries);
        }

        public Verified verified(Evidence evidence) {
            return new Verified(attempt, remote, entries, evidence);
        }
    }

    record Verified(Attempt attempt, RemoteObject remote, List<PackEntry> entries, Evidence evidence)
            implements
                Attempted {
        public Verified {
            entries = List.copyOf(entries);
        }

        /**
         * Points the directory at both places.
         *
         * @param releaseDue from when on the local bytes may go
         */
        public Committed commit(Instant releaseDue) {
            return new Committed(remote, evidence, releaseDue);
        }
    }

    /** The bytes are in both places and the directory says so. */
    record Committed(RemoteObject remote, Evidence evidence, Instant releaseDue) implements Open {
        /**
         * Lets the local bytes go.
         *
         * @param again what the target answered just now of the exact remote version
         */
        public Released release(Evidence again) {
            return new Released(remote, again);
        }

        /**
         * Points the directory at the local bytes alone again, because the remote copy did not stand up to its second
         * proof or is no longer wanted. The remote object becomes a garbage note; nothing local is touched.
         */
        public Abandoned revoke(String reason) {
            return new Abandoned(reason);
        }
    }

    /** The bytes are in the target only; the row stays while the version does, and tells why. */
    record Released(RemoteObject remote, Evidence evidence) implements TransitionState {}

    record Fetching(Epoch owner, String writeId) implements Abandonable {
        public Fetched fetched(List<List<ChunkReplica>> replicas) {
            return new Fetched(owner, writeId, replicas);
        }
    }

    /**
     * The bytes are on local volumes again, and no one is pointed at them yet.
     *
     * @param replicas of each metachunk, in order; all synced and read back against the stored digests
     */
    record Fetched(Epoch owner, String writeId, List<List<ChunkReplica>> replicas) implements Abandonable {
        public Fetched {
            replicas = replicas.stream().map(List::copyOf).toList();
        }

        public Recalled recall() {
            return new Recalled();
        }
    }

    record Recalled() implements TransitionState {}

    record Abandoned(String reason) implements TransitionState {}

    /**
     * Where one metachunk stands in the remote object.
     *
     * @param offset of its first byte
     */
    record PackEntry(long offset, long length) {}
}
