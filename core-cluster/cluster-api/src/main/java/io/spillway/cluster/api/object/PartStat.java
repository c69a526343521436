package io.spillway.cluster.api.object;

import java.time.Instant;
import java.util.List;

/**
 * A stored part.
 *
 * @param number 1 to {@link MultipartUploads#MAX_PART_NUMBER}
 * @param etag hex MD5 of its bytes, without quotes
 */
public record PartStat(int number, long size, String etag, Instant modified, List<Checksum> checksums) {
    public PartStat {
        checksums = List.copyOf(checksums);
    }
}
