package io.spillway.cluster.store;

import io.spillway.cluster.api.name.NodeId;
import io.spillway.cluster.chunk.BlockBuffers;
import io.spillway.cluster.chunk.ChunkVolume;
import io.spillway.cluster.directory.ContainerCommand;
import io.spillway.cluster.placement.StoragePolicies;

/**
 * How the store of a node is set.
 *
 * @param metachunkBytes a multiple of 64 KiB, at most 64 MiB
 * @param readBuffers of reads whose caller's buffer cannot take a block, and of checks of stretches
 * @param writeBuffers one for each running write
 */
public record StoreSettings(NodeId node, int metachunkBytes, StoragePolicies policies,
        ContainerCommand.Graces graces, BlockBuffers readBuffers, BlockBuffers writeBuffers) {
    /** Smaller slices would be all overhead: each is a file with attributes, and a row. */
    private static final int UNIT = 64 << 10;

    public StoreSettings {
        if (metachunkBytes < UNIT || metachunkBytes > ChunkVolume.MAX_CHUNK_BYTES || metachunkBytes % UNIT != 0) {
            throw new IllegalArgumentException("metachunk.size is a multiple of 64 KiB, at most 64 MiB, not "
                    + metachunkBytes + " bytes");
        }
    }
}
