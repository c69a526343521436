package io.spillway.cloud.api.memory;

import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.spillway.cloud.api.Checksum;
import io.spillway.cloud.api.ChecksumCalculation;
import io.spillway.cloud.api.CloudContent;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.CloudSource;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.CorruptSourceException;
import io.spillway.cloud.api.ExactRef;
import io.spillway.cloud.api.Generation;
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

/** A target in memory. Large objects get evidence over parts, as B2 gives it. */
public final class InMemoryCloudStore implements CloudStore {
    private static final long PART_BYTES = 16 * 1024;

    private final TargetIdentity identity = new TargetIdentity("memory", "", UUID.randomUUID().toString(), "");
    private final TargetCapabilities capabilities;
    private final InstantSource clock;
    private final MemoryObjects objects;
    private final MemoryUploads uploads = new MemoryUploads();

    public InMemoryCloudStore(Versions versions, Set<PutCondition.Kind> conditions, InstantSource clock) {
        this.capabilities = new TargetCapabilities(versions, conditions,
                new TargetCapabilities.Evidence(Checksum.Algorithm.SHA256, Checksum.Algorithm.SHA1,
                        TargetCapabilities.StatEvidence.STORED),
                new TargetCapabilities.Parts(2 * PART_BYTES, PART_BYTES, 1, 1_000_000), Integer.MAX_VALUE,
                TargetCapabilities.Archives.NONE, TargetCapabilities.Locks.NONE);
        this.clock = clock;
        this.objects = new MemoryObjects(versions);
    }

    @Override
    public TargetIdentity identity() {
        return identity;
    }

    @Override
    public TargetCapabilities capabilities() {
        return capabilities;
    }

    @Override
    public List<TargetFinding> inspect() {
        return List.of();
    }

    @Override
    public CloudContent open(CloudRef ref, ReadRange range) throws CloudException {
        byte[] bytes = objects.find(ref).bytes();
        return switch (range) {
            case ReadRange.Whole _ -> new MemoryContent(bytes, 0, bytes.length);
            case ReadRange.Part part when part.end() <= bytes.length -> new MemoryContent(bytes, (int) part.offset(),
                    (int) part.length());
            case ReadRange.Part part -> throw new CloudException.Corrupt(
                    "\"" + ref.key() + "\" ends at " + bytes.length + ", before " + part.end());
        };
    }

    @Override
    public StoredObject stat(CloudRef ref) throws CloudException {
        return objects.find(ref).stored();
    }

    @Override
    public Listing list(String prefix, ListCursor after, int limit) {
        requireLimit(limit);
        return objects.list(prefix, after, limit);
    }

    @Override
    public UploadListing uploads(String prefix, ListCursor after, int limit) {
        requireLimit(limit);
        return uploads.list(prefix, after, limit);
    }

    private static void requireLimit(int limit) {
        if (limit < 1 || limit > 1000) {
            throw new IllegalArgumentException("a page of " + limit + " items");
        }
    }

    @Override
    public StoredObject put(CloudKey key, CloudSource source, PutCondition condition, UploadJournal journal)
            throws CloudException, IOException {
        if (!capabilities.supports(condition.kind())) {
            throw new CloudException.Refused("storing \"" + key + "\"", "this target decides no conditions");
        }
        if (source.length() < capabilities.parts().resumableFrom()) {
            return objects.put(describe(key, source, Checksum.sha256(source.sha256())), read(key, source), condition);
        }
        UploadId upload = uploads.resumeOrBegin(key, journal, clock.instant());
        try {
            byte[] bytes = uploads.receive(upload, source);
            requireDigest(key, source, bytes);
            Checksum parts = ChecksumCalculation.like(new Checksum(Checksum.Algorithm.SHA1,
                    new Checksum.Coverage.Parts(PART_BYTES), "0".repeat(40)), source);
            StoredObject stored = objects.put(describe(key, source, parts), bytes, condition);
            uploads.cancel(upload);
            journal.clear();
            return stored;
        } catch (CorruptSourceException | CloudException.PreconditionFailed e) {
            uploads.cancel(upload);
            journal.clear();
            throw e;
        }
    }

    private StoredObject describe(CloudKey key, CloudSource source, Checksum evidence) {
        String write = UUID.randomUUID().toString().replace("-", "");
        Optional<String> version = switch (capabilities.versions()) {
            case KEPT -> Optional.of("v" + write);
            case NONE -> Optional.empty();
        };
        return new StoredObject(key, version, write, source.length(), Optional.of(evidence), clock.instant());
    }

    private static byte[] read(CloudKey key, CloudSource source) throws IOException {
        try (InputStream in = source.open(0)) {
            byte[] bytes = in.readAllBytes();
            requireDigest(key, source, bytes);
            return bytes;
        }
    }

    private static void requireDigest(CloudKey key, CloudSource source, byte[] bytes) throws IOException {
        if (bytes.length != source.length()) {
            throw new CorruptSourceException(key, bytes.length + " bytes, not " + source.length());
        }
        Checksum claimed = Checksum.sha256(source.sha256());
        if (!ChecksumCalculation.like(claimed, source).equals(claimed)) {
            throw new CorruptSourceException(key, "the SHA-256 is another");
        }
    }

    @Override
    public List<Removal> delete(List<ExactRef> refs) {
        if (refs.size() > MAX_DELETES) {
            throw new IllegalArgumentException(refs.size() + " removals in one call");
        }
        return refs.stream().map(this::delete).toList();
    }

    private Removal delete(ExactRef ref) {
        boolean fits = switch (ref.generation()) {
            case Generation.Version _ -> capabilities.versions() == Versions.KEPT;
            case Generation.Tagged _ -> capabilities.versions() == Versions.NONE;
        };
        return fits
                ? objects.delete(ref)
                : new Removal.Failed(ref, new CloudException.Refused("removing " + ref, "a name of the wrong kind"));
    }

    @Override
    public void cancel(UploadId upload) {
        uploads.cancel(upload);
    }

    @Override
    public void close() {}
}
