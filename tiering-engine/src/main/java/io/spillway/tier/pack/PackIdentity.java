package io.spillway.tier.pack;

import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ClusterId;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.VersionId;

/**
 * Whose bytes an entry holds; written before the bytes, so that a pack alone tells what it is.
 *
 * @param metachunk its index in the version, from 0
 * @param metachunks how many the version has
 * @param length of the metachunk in bytes
 * @param sha256 of the metachunk's bytes, lower-case hex
 */
public record PackIdentity(ClusterId cluster, AccountName account, ContainerName container, ObjectKey key,
        VersionId version, int metachunk, int metachunks, long length, String sha256) {
    public PackIdentity {
        if (metachunk < 0 || metachunk >= metachunks) {
            throw new IllegalArgumentException("metachunk " + metachunk + " of " + metachunks);
        }
        if (length <= 0 || length > PackFormat.MAX_ENTRY_BYTES) {
            throw new IllegalArgumentException(
                    "a pack entry has 1 to " + PackFormat.MAX_ENTRY_BYTES + " bytes, not " + length);
        }
        if (sha256.length() != 2 * PackFormat.SHA256_BYTES) {
            throw new IllegalArgumentException("\"" + sha256 + "\" is not the hex of a SHA-256");
        }
    }
}
