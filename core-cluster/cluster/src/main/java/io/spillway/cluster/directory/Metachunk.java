package io.spillway.cluster.directory;

import io.spillway.cluster.api.location.Location;

/**
 * A slice of an object version, or of a part before its upload is completed.
 *
 * @param index from 0, in the version (or part)
 * @param offset of its first byte in the version (or part)
 * @param length in bytes, at least 1
 * @param sha256 of its bytes, lower-case hex
 */
public record Metachunk(int index, long offset, long length, String sha256, BlockCrcs blocks, Location location) {
    public Metachunk {
        if (index < 0 || offset < 0 || length < 1) {
            throw new IllegalArgumentException("metachunk " + index + " of " + length + " bytes at " + offset);
        }
    }
}
