package io.spillway.cluster.api.object;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A page of an upload's parts.
 *
 * @param next the {@code after} of the next page; empty when this is the last
 * @param checksum what the upload was begun with
 */
public record PartListing(List<PartStat> parts, OptionalInt next, Optional<ChecksumAlgorithm> checksum,
        Checksum.Kind kind) {
    public PartListing {
        parts = List.copyOf(parts);
    }
}
