package io.spillway.cluster.api.object;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.name.ObjectKey;

/**
 * A page of open uploads.
 *
 * @param nextKey the {@code afterKey} of the next page; empty when this is the last
 * @param nextUpload the {@code afterUpload} that goes with it, unless {@code nextKey} is a folded prefix
 */
public record UploadListing(List<Upload> uploads, List<String> prefixes, Optional<String> nextKey,
        Optional<UploadId> nextUpload) {
    public UploadListing {
        uploads = List.copyOf(uploads);
        prefixes = List.copyOf(prefixes);
    }

    public record Upload(ObjectKey key, UploadId id, Instant begun, Optional<ChecksumAlgorithm> checksum,
            Checksum.Kind kind) {}
}
