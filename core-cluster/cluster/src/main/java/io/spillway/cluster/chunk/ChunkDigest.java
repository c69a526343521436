package io.spillway.cluster.chunk;

import io.spillway.cluster.api.name.HexId;

/**
 * What the bytes of a chunk are known by.
 *
 * @param sha256 of all bytes, lower-case hex
 */
public record ChunkDigest(int length, String sha256, BlockChecksums blocks) {
    public ChunkDigest {
        if (length < 0 || length > ChunkVolume.MAX_CHUNK_BYTES) {
            throw new IllegalArgumentException(
                    "a chunk has 0 to " + ChunkVolume.MAX_CHUNK_BYTES + " bytes, not " + length);
        }
        HexId.require("SHA-256", sha256, 64);
        if (blocks.count() != BlockChecksums.blocksOf(length)) {
            throw new IllegalArgumentException(
                    length + " bytes have " + BlockChecksums.blocksOf(length) + " blocks, not " + blocks.count());
        }
    }
}
