package io.spillway.cluster.chunk;

import java.nio.file.Path;

import io.spillway.cluster.api.name.ClusterId;
import io.spillway.cluster.api.name.NodeId;

/** Whose volumes a node opens: its own, of its own cluster. */
public record VolumeOwner(ClusterId cluster, NodeId node) {
    void require(Path root, VolumeIdentity identity) throws ChunkException.VolumeRefused {
        if (!identity.cluster().equals(cluster)) {
            throw new ChunkException.VolumeRefused("the volume at " + root + " belongs to cluster " + identity.cluster()
                    + ", not to this one, " + cluster + "; configure this cluster's volumes");
        }
        if (!identity.node().equals(node)) {
            throw new ChunkException.VolumeRefused("the volume at " + root + " belongs to node " + identity.node()
                    + ", not to this one, " + node + "; configure this node's volumes");
        }
    }
}
