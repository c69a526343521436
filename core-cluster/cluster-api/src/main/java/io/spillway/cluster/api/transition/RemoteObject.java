package io.spillway.cluster.api.transition;

import java.util.Optional;

/**
 * One object in a target, exactly.
 *
 * @param version exact version id where the target has versions
 * @param etag the provider's entity tag, where it has no versions
 * @param length of the whole remote object in bytes
 * @param sha256 of the whole remote object, lower-case hex
 */
public record RemoteObject(String target, String fingerprint, String bucket, String key, Optional<String> version,
        Optional<String> etag, long length, String sha256) {}
