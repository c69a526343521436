package io.spillway.cluster.directory;

import java.time.Instant;
import java.util.Optional;

import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.VersionId;

/**
 * A stored version without its metachunks.
 *
 * @param modified when it was committed (or its attributes were replaced), in whole milliseconds
 * @param storageClass {@code STANDARD}, or the class of the target once the bytes are there only
 * @param digest lower-case hex SHA-256 over the SHA-256s (as raw bytes) of its metachunks in order
 * @param metachunks how many it has
 * @param lastRead in steps of a day; empty if never since it was written
 */
public record ObjectVersion(ObjectHead head, VersionId version, Instant modified, String storageClass, String digest,
        int metachunks, Optional<Instant> lastRead) {
    public ObjectKey key() {
        return head.key();
    }
}
