package io.spillway.cluster.store;

import io.spillway.cluster.api.name.NodeId;
import io.spillway.cluster.chunk.BlockBuffers;
import io.spillway.cluster.chunk.BlockChecksums;
import io.spillway.cluster.chunk.ChunkVolume;
import io.spillway.cluster.directory.ContainerCommand;
import io.spillway.cluster.placement.StoragePolicies;

/**
 * How the store of a node is set.
 *
 * @param metachunkBytes a multiple of 256 KiB, at most 64 MiB
 * @param readBuffers of reads whose caller's buffer cannot take a block
 * @param writeBuffers one for each running write
 */
public record StoreSettings(NodeId node, int metachunkBytes, StoragePolicies policies,
        ContainerCommand.Graces graces, BlockBuffers readBuffers, BlockBuffers writeBuffers) {
    public StoreSettings {
        if (metachunkBytes < BlockChecksums.BLOCK_BYTES || metachunkBytes > ChunkVolume.MAX_CHUNK_BYTES
                || metachunkBytes % BlockChecksums.BLOCK_BYTES != 0) {
            throw new IllegalArgumentException("metachunk.size is a multiple of " + BlockChecksums.BLOCK_BYTES
                    + " bytes, at most " + ChunkVolume.MAX_CHUNK_BYTES + ", not " + metachunkBytes);
        }
    }
}
