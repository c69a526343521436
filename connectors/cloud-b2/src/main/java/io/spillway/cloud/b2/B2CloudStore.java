package io.spillway.cloud.b2;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import com.backblaze.b2.client.structures.B2AccountAuthorization;
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
import io.spillway.cloud.api.TargetFinding;
import io.spillway.cloud.api.TargetIdentity;
import io.spillway.cloud.api.UploadId;
import io.spillway.cloud.api.UploadJournal;
import io.spillway.cloud.api.UploadListing;

/**
 * A bucket of Backblaze B2 as a target. Every write to a name is a version of its own, named by its file id; there are no
 * conditions. Calls are tried again by the SDK, as often as {@link B2Settings.Limits} says.
 */
public final class B2CloudStore implements CloudStore {
    /** B2's limit, 10 TB. */
    static final long MAX_OBJECT_BYTES = 10_000_000_000_000L;

    private final B2Place place;
    private final B2Reads reads;
    private final B2Puts puts;
    private final B2Listings listings;
    private final B2Removals removals;
    private final B2Inspection inspection;

    /**
     * Opens without a call. The credentials are asked for whenever a token is needed, so that a key of the same account can
     * take the place of another one under way.
     */
    public B2CloudStore(B2Target target, B2Settings settings, Supplier<B2Credentials> credentials) {
        this.place = new B2Place(B2Clients.open(target, settings.limits(), credentials), target, settings);
        this.reads = new B2Reads(place);
        this.puts = new B2Puts(place);
        this.listings = new B2Listings(place);
        this.removals = new B2Removals(place);
        this.inspection = new B2Inspection(place);
    }

    @Override
    public TargetIdentity identity() {
        return place.target().identity();
    }

    /** A large file has at least two parts, so that what fits into one is sent whole. */
    @Override
    public TargetCapabilities capabilities() throws CloudException {
        B2AccountAuthorization service = place.authorization();
        return new TargetCapabilities(TargetCapabilities.Versions.KEPT, Set.of(PutCondition.Kind.ALWAYS),
                new TargetCapabilities.Evidence(Checksum.Algorithm.SHA1, Checksum.Algorithm.SHA1,
                        TargetCapabilities.StatEvidence.STORED),
                new TargetCapabilities.Parts(service.getRecommendedPartSize() + 1, service.getRecommendedPartSize(),
                        service.getAbsoluteMinimumPartSize(), B2LargePuts.MAX_PARTS),
                MAX_OBJECT_BYTES, TargetCapabilities.Archives.NONE, TargetCapabilities.Locks.REMOVED_LATER);
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
        return listings.list(prefix, after, limit);
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
        return removals.delete(refs);
    }

    @Override
    public void cancel(UploadId upload) throws CloudException {
        puts.cancel(upload);
    }

    @Override
    public void close() {
        place.client().close();
    }
}
