package io.spillway.cluster.api.object;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** An open upload of {@link InMemoryObjectStore}; guarded by the store's lock. */
record InMemoryUpload(UploadId id, PutRequest request, Checksum.Kind kind, Instant begun,
        NavigableMap<Integer, Part> parts) {
    @SuppressWarnings("ArrayRecordComponent") // never compared; the array stays inside the store
    record Part(PartStat stat, byte[] bytes) {}

    InMemoryUpload(UploadId id, PutRequest request, Checksum.Kind kind, Instant begun) {
        this(id, request, kind, begun, new TreeMap<>());
    }

    Optional<ChecksumAlgorithm> checksum() {
        return request.checksums().stream().findFirst();
    }

    UploadListing.Upload listed() {
        return new UploadListing.Upload(request.key(), id, begun, checksum(), kind);
    }

    PartListing list(int after, int limit) {
        List<PartStat> behind = parts.tailMap(after, false).values().stream().map(Part::stat).toList();
        if (behind.size() <= limit) {
            return new PartListing(behind, OptionalInt.empty(), checksum(), kind);
        }
        List<PartStat> page = behind.subList(0, limit);
        return new PartListing(page, OptionalInt.of(page.isEmpty() ? after : page.getLast().number()), checksum(),
                kind);
    }

    /** The parts that the client names, once they are seen to be the ones that are stored. */
    List<Part> chosen(List<MultipartUploads.CompletedPart> named) throws ObjectStoreException {
        int before = 0;
        for (MultipartUploads.CompletedPart part : named) {
            if (part.number() <= before) {
                throw new ObjectStoreException.InvalidPartOrder();
            }
            before = part.number();
            requireStored(part);
        }
        List<Part> chosen = named.stream().map(part -> parts.get(part.number())).toList();
        for (Part part : chosen.subList(0, chosen.size() - 1)) {
            if (part.stat().size() < MultipartUploads.MIN_PART_BYTES) {
                throw new ObjectStoreException.PartTooSmall(part.stat().number(), part.stat().size());
            }
        }
        return chosen;
    }

    private void requireStored(MultipartUploads.CompletedPart named) throws ObjectStoreException {
        Part stored = parts.get(named.number());
        if (stored == null) {
            throw new ObjectStoreException.InvalidPart(named.number(), "it was not uploaded");
        }
        if (!stored.stat().etag().equals(named.etag())) {
            throw new ObjectStoreException.InvalidPart(named.number(), "it was uploaded with another ETag");
        }
        if (!stored.stat().checksums().containsAll(named.checksums())) {
            throw new ObjectStoreException.InvalidPart(named.number(), "it was uploaded with another checksum");
        }
    }

    void require(MultipartUploads.ObjectClaim claim, ObjectStat made) throws ObjectStoreException {
        if (claim.size().orElse(made.size()) != made.size()) {
            throw new ObjectStoreException.WrongClaim("it has " + made.size() + " bytes");
        }
        if (claim.kind().orElse(kind) != kind
                || !checksum().stream().toList().containsAll(claim.checksums().keySet())) {
            throw new ObjectStoreException.WrongClaim("it was begun with " + checksum() + " of kind " + kind);
        }
        for (Checksum checksum : made.checksums()) {
            byte[] claimed = claim.checksums().getOrDefault(checksum.algorithm(), checksum.bytes());
            if (!Arrays.equals(claimed, checksum.bytes())) {
                throw new ObjectStoreException.ChecksumMismatch(checksum.algorithm());
            }
        }
    }

    List<Checksum> checksums(byte[][] bodies) {
        return switch (kind) {
            case FULL_OBJECT -> checksum().stream()
                    .map(algorithm -> Digests.checksum(algorithm, Digests.concatenation(bodies))).toList();
            case COMPOSITE -> checksum().stream().map(algorithm -> Digests.composite(algorithm, bodies)).toList();
        };
    }
}
