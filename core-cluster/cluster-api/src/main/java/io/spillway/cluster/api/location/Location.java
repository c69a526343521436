package io.spillway.cluster.api.location;

import java.util.List;

/** Where the bytes of a metachunk are. */
public sealed interface Location {
    /** Here: whoever reads asks no target. */
    sealed interface Near extends Location {}

    /** On local volumes only; every replica holds the same bytes. */
    record Local(List<ChunkReplica> replicas) implements Near {
        public Local {
            replicas = List.copyOf(replicas);
            if (replicas.isEmpty()) {
                throw new IllegalArgumentException("a local location names no replica");
            }
        }
    }

    /** In the directory itself, beside what it says of them; for small objects. */
    record Inline(InlineBytes bytes) implements Near {}

    /** In a cloud target only. */
    record Remote(RemoteCopy copy) implements Location {}

    /** In a target, proven and committed, and still here. */
    record Both(Near near, RemoteCopy copy) implements Location {}
}
