package io.spillway.cluster.api.location;

import java.util.List;

/** Where the bytes of a metachunk are. */
public sealed interface Location {
    /** On local volumes only; every replica holds the same bytes. */
    record Local(List<ChunkReplica> replicas) implements Location {
        public Local {
            replicas = List.copyOf(replicas);
            if (replicas.isEmpty()) {
                throw new IllegalArgumentException("a local location names no replica");
            }
        }
    }

    /** In a cloud target only. */
    record Remote(RemoteCopy copy) implements Location {}

    /** In a target, proven and committed, and still on local volumes. */
    record Both(List<ChunkReplica> replicas, RemoteCopy copy) implements Location {
        public Both {
            replicas = List.copyOf(replicas);
            if (replicas.isEmpty()) {
                throw new IllegalArgumentException("a location in both places names no replica");
            }
        }
    }
}
