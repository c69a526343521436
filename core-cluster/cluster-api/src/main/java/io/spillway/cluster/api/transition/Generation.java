package io.spillway.cluster.api.transition;

import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.VersionId;

/**
 * What an intent is about, exactly. Equal bytes written again are another generation, since the version id differs, so
 * an object that went from A to B and back to A in the meantime does not match.
 *
 * @param digest lower-case hex SHA-256 over the SHA-256s (as raw bytes) of the version's metachunks in order
 */
public record Generation(ObjectKey key, VersionId version, long length, String digest) {}
