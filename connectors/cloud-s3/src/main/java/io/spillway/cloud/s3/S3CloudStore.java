package io.spillway.cloud.s3;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.spillway.cloud.api.Checksum;
import io.spillway.cloud.api.CloudContent;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.CloudSource;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.ExactRef;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.Listing;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.ReadRange;
import io.spillway.cloud.api.Removal;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cloud.api.TargetCapabilities;
import io.spillway.cloud.api.TargetCapabilities.Versions;
import io.spillway.cloud.api.TargetFinding;
import io.spillway.cloud.api.TargetIdentity;
import io.spillway.cloud.api.UploadId;
import io.spillway.cloud.api.UploadJournal;
import io.spillway.cloud.api.UploadListing;
import org.jspecify.annotations.Nullable;

/**
 * A bucket of S3 as a target. With versions, an exact generation is a version id; without, it is the entity tag, which
 * S3 makes of the content, so that equal bytes written twice are one generation. Calls are tried again by the SDK, as
 * often as {@link S3Settings.Limits} says.
 */
public final class S3CloudStore implements CloudStore {
    /** S3's limit for long; not every service has followed to more. */
    static final long MAX_OBJECT_BYTES = 5L << 40;

    private final S3Bucket bucket;
    private final S3Reads reads;
    private final S3Puts puts;
    private final S3Listings listings;
    private final S3Removals removals;
    private final S3Inspection inspection;
    private final AtomicReference<@Nullable Versions> versions = new AtomicReference<>();

    /**
     * Opens without a call. The credentials are asked for at each request, so they can change under way.
     */
    public S3CloudStore(S3Target target, S3Settings settings, Supplier<S3Credentials> credentials) {
        this(new S3Bucket(S3Clients.open(target, settings.limits(), credentials), target, settings));
    }

    private S3CloudStore(S3Bucket bucket) {
        this.bucket = bucket;
        this.reads = new S3Reads(bucket);
        this.puts = new S3Puts(bucket, reads);
        this.listings = new S3Listings(bucket);
        this.removals = new S3Removals(bucket, reads);
        this.inspection = new S3Inspection(bucket);
    }

    @Override
    public TargetIdentity identity() {
        return bucket.target().identity();
    }

    @Override
    public TargetCapabilities capabilities() throws CloudException {
        S3Settings settings = bucket.settings();
        return new TargetCapabilities(versions(), settings.conditionalWrites().conditions(),
                new TargetCapabilities.Evidence(Checksum.Algorithm.SHA256, Checksum.Algorithm.CRC64NVME,
                        TargetCapabilities.StatEvidence.STORED),
                new TargetCapabilities.Parts(settings.parts().resumableFrom(), settings.parts().partBytes(),
                        S3Settings.Parts.LEAST, S3LargePuts.MAX_PARTS),
                MAX_OBJECT_BYTES, TargetCapabilities.Archives.RESTORED_FIRST,
                TargetCapabilities.Locks.REMOVED_LATER);
    }

    /** Asked once: a bucket that has versions never loses them, and one that gets them is opened anew. */
    private Versions versions() throws CloudException {
        Versions known = versions.get();
        if (known == null) {
            known = inspection.versions();
            versions.set(known);
        }
        return known;
    }

    @Override
    public List<TargetFinding> inspect() throws CloudException {
        return inspection.findings();
    }

    @Override
    public CloudContent open(CloudRef ref, ReadRange range) throws CloudException {
        return reads.open(ref, range);
    }

    @Override
    public StoredObject stat(CloudRef ref) throws CloudException {
        return reads.stat(ref);
    }

    @Override
    public Listing list(String prefix, ListCursor after, int limit) throws CloudException {
        return listings.list(prefix, after, limit, versions());
    }

    @Override
    public UploadListing uploads(String prefix, ListCursor after, int limit) throws CloudException {
        return listings.uploads(prefix, after, limit);
    }

    @Override
    public StoredObject put(CloudKey key, CloudSource source, PutCondition condition, UploadJournal journal)
            throws CloudException, IOException {
        return puts.put(key, source, condition, journal);
    }

    @Override
    public List<Removal> delete(List<ExactRef> refs) throws CloudException {
        if (refs.size() > MAX_DELETES) {
            throw new IllegalArgumentException(refs.size() + " removals in one call; " + MAX_DELETES + " at most");
        }
        return removals.delete(refs, versions());
    }

    @Override
    public void cancel(UploadId upload) throws CloudException {
        puts.cancel(upload);
    }

    @Override
    public void close() {
        bucket.client().close();
    }
}
