package io.spillway.cluster.api.location;

import java.util.Optional;

/**
 * Where a metachunk's bytes are in a cloud target, whole, so that no configuration is needed to find them.
 *
 * @param target name of the target
 * @param fingerprint the target's identity when the bytes were written; a target with another identity is not asked
 * @param bucket the bucket, or for a directory target its path's name
 * @param key of the pack in the bucket
 * @param version the exact version id that the put answered; empty where the target has no versions
 * @param etag the provider's entity tag, used to ask for exactly these bytes where there are no versions
 * @param offset of the metachunk's first byte in the pack, from 0
 * @param length in bytes, as stored
 * @param sha256 of the metachunk's bytes, lower-case hex
 * @param keyId the data key that the bytes are sealed with; empty when they are not sealed
 */
public record RemoteCopy(String target, String fingerprint, String bucket, String key, Optional<String> version,
        Optional<String> etag, long offset, long length, String sha256, Optional<String> keyId) {}
