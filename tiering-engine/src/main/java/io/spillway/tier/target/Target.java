package io.spillway.tier.target;

import java.util.List;
import java.util.Optional;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRemover;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.ExactRef;
import io.spillway.cloud.api.Generation;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cloud.api.UploadId;
import io.spillway.cloud.api.UploadListing;
import io.spillway.cluster.api.transition.RemoteObject;

/**
 * An open target. It belongs to whoever gave it, who closes it.
 *
 * @param storageClass what readers see as the class of objects that are here only
 */
public record Target(String name, String storageClass, CloudStore store, TargetOwnership ownership) {
    public String fingerprint() {
        return store.identity().fingerprint();
    }

    public String bucket() {
        return store.identity().container();
    }

    /** The key in the bucket, as pointers keep it, of a key under this target's prefix. */
    public String bucketKey(CloudKey key) {
        return store.identity().prefix() + key.value();
    }

    /** The other way round; a key outside the prefix is a bug, since the fingerprint covers the prefix. */
    public CloudKey cloudKey(String bucketKey) {
        String prefix = store.identity().prefix();
        if (!bucketKey.startsWith(prefix)) {
            throw new IllegalArgumentException(
                    "key " + bucketKey + " is not under the prefix " + prefix + " of target " + name);
        }
        return new CloudKey(bucketKey.substring(prefix.length()));
    }

    /**
     * The pointer to what a put or a stat has answered.
     *
     * @param length and digest of what was sent; a proof compares them with what stands there
     */
    public RemoteObject remote(StoredObject stored, long length, String sha256) {
        return new RemoteObject(name, fingerprint(), bucket(), bucketKey(stored.key()), stored.version(),
                Optional.of(stored.etag()), length, sha256);
    }

    /** Uploads under this beginning of keys that are not over; at most {@link CloudRemover#MAX_DELETES}, the first ones. */
    public List<UploadId> openUploads(String prefix) throws CloudException {
        return store.uploads(prefix, ListCursor.START, CloudRemover.MAX_DELETES).uploads().stream()
                .map(UploadListing.Open::upload).toList();
    }

    /** Exactly the object that the pointer names. */
    public ExactRef exact(RemoteObject remote) {
        return new ExactRef(cloudKey(remote.key()),
                Generation.Exact.of(remote.version(), remote.etag().orElse("")));
    }
}
