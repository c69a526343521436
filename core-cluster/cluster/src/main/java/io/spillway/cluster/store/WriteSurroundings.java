package io.spillway.cluster.store;

import java.util.concurrent.Executor;

import io.spillway.cluster.api.name.NodeId;
import io.spillway.cluster.chunk.BlockBuffers;
import io.spillway.cluster.conscience.Conscience;
import io.spillway.cluster.placement.Placement;

/**
 * What every write of bytes on this node uses.
 *
 * @param buffers for bodies; apart from those of readers, so that a copy never waits for itself
 * @param threads for what is done side by side; a write uses as many at once as it has copies, and one more
 */
record WriteSurroundings(NodeId node, Conscience conscience, Placement placement, BlockBuffers buffers,
        Executor threads, ChunkIds chunkIds) {
    LocalReplicas replicas() {
        return new LocalReplicas(conscience);
    }
}
