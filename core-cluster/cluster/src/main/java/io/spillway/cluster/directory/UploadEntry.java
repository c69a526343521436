package io.spillway.cluster.directory;

import java.time.Instant;
import java.util.Optional;

import io.spillway.cluster.api.name.VersionId;
import io.spillway.cluster.api.object.UploadId;

/**
 * A multipart upload as stored.
 *
 * @param completed the version that it became; such a row stays for a day, so that a repeated completion is known
 */
public record UploadEntry(UploadId id, UploadHead head, Instant begun, Optional<VersionId> completed) {}
