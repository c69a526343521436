package io.spillway.cluster.chunk;

/**
 * Where a chunk stands in its object.
 *
 * @param part the part's number in a multipart object; 0 in any other
 * @param metachunk counted from 0 in the object or part
 */
public record ChunkPosition(int part, int metachunk) {
    public ChunkPosition {
        if (part < 0 || metachunk < 0) {
            throw new IllegalArgumentException("a position counts from 0, not part " + part + ", metachunk "
                    + metachunk);
        }
    }
}
