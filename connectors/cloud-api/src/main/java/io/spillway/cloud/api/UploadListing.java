package io.spillway.cloud.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One page of unfinished uploads.
 *
 * @param next where the next page begins; empty on the last
 */
public record UploadListing(List<Open> uploads, Optional<ListCursor> next) {
    public UploadListing {
        uploads = List.copyOf(uploads);
    }

    /** An upload that was begun at this time and neither finished nor cancelled. */
    public record Open(UploadId upload, Instant begun) {}
}
