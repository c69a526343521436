package io.spillway.cloud.api;

import java.time.Instant;
import java.util.Optional;

/**
 * An object as it stands in a target.
 *
 * @param version the target's id of this write; empty where the target has no versions
 * @param etag the target's entity tag, without quotes
 * @param length in bytes
 * @param evidence the digest that the target vouches for; present on every object that the port has put
 * @param modified when the target took it in, by the target's clock and at its precision
 */
public record StoredObject(CloudKey key, Optional<String> version, String etag, long length,
        Optional<Checksum> evidence, Instant modified) {
    /** The name of exactly this write. */
    public ExactRef ref() {
        return new ExactRef(key, Generation.Exact.of(version, etag));
    }

    /** Whether both describe the same write with the same proof; the times, which targets round, do not count. */
    public boolean provesSameAs(StoredObject other) {
        return key.equals(other.key) && version.equals(other.version) && etag.equals(other.etag)
                && length == other.length && evidence.isPresent() && evidence.equals(other.evidence);
    }
}
