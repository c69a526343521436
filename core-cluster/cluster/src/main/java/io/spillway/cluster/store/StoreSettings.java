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
 * @param inlineBytes up to how many a body is kept in its container's file; 0 for none, at most {@value #MAX_INLINE_BYTES}
 * @param readBuffers of reads whose caller's buffer cannot take a block, and of checks of stretches
 * @param writeBuffers one for each running write
 */
public record StoreSettings(NodeId node, int metachunkBytes, int inlineBytes, StoragePolicies policies,
        ContainerCommand.Graces graces, BlockBuffers readBuffers, BlockBuffers writeBuffers) {
    /** Smaller slices would be all overhead: each is a file with attributes, and a row. */
    private static final int UNIT = 64 << 10;

    /**
     * About here a chunk file begins to cost less. A commit with all its bytes fits an entry of the log many times over, and a body
     * is one block.
     */
    public static final int MAX_INLINE_BYTES = 16 << 10;

    public StoreSettings {
        if (inlineBytes < 0 || inlineBytes > MAX_INLINE_BYTES) {
            throw new IllegalArgumentException("store.inline-max is 0 to 16 KiB, not " + inlineBytes + " bytes");
        }
        if (metachunkBytes < UNIT || metachunkBytes > ChunkVolume.MAX_CHUNK_BYTES || metachunkBytes % UNIT != 0) {
            throw new IllegalArgumentException("metachunk.size is a multiple of 64 KiB, at most 64 MiB, not "
                    + metachunkBytes + " bytes");
        }
    }
}
