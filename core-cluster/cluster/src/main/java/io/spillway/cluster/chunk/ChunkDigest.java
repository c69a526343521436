package io.spillway.cluster.chunk;

import java.util.regex.Pattern;

/**
 * What the bytes of a chunk are known by.
 *
 * @param sha256 of all bytes, lower-case hex
 */
public record ChunkDigest(int length, String sha256, BlockChecksums blocks) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public ChunkDigest {
        if (length < 0 || length > ChunkVolume.MAX_CHUNK_BYTES) {
            throw new IllegalArgumentException(
                    "a chunk has 0 to " + ChunkVolume.MAX_CHUNK_BYTES + " bytes, not " + length);
        }
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("\"" + sha256 + "\" is no SHA-256 in hex");
        }
        if (blocks.count() != BlockChecksums.blocksOf(length)) {
            throw new IllegalArgumentException(
                    length + " bytes have " + BlockChecksums.blocksOf(length) + " blocks, not " + blocks.count());
        }
    }
}
