package io.spillway.cluster.api.object;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;

/** Uploads in parts, as in S3. Parts are durable when {@link #putPart} returns and are not objects until completion. */
public interface MultipartUploads {
    /** Every part but the last has at least 5 MiB. */
    long MIN_PART_BYTES = 5L << 20;
    int MAX_PART_NUMBER = 10_000;
    /** The largest object, 5 TiB. */
    long MAX_OBJECT_BYTES = 5L << 40;

    /**
     * Begins an upload. The request's condition is checked at completion, with the one given there.
     *
     * @param kind of the checksums that {@code request} asks for
     */
    UploadId createUpload(RequestContext context, PutRequest request, Checksum.Kind kind) throws ObjectStoreException;

    /** Stores a part, instead of an earlier one of this number. */
    PartStat putPart(RequestContext context, UploadRef upload, int number, ObjectSource source)
            throws ObjectStoreException, IOException;

    /** Parts with a number above {@code after}, in order of number. */
    PartListing listParts(RequestContext context, UploadRef upload, int after, int limit) throws ObjectStoreException;

    /** Open uploads by key, then by id, which begins with the time of creation. */
    UploadListing listUploads(RequestContext context, ContainerName container, UploadListRequest request)
            throws ObjectStoreException;

    /**
     * Makes the named parts, in this order, the object's current version; parts that are not named go. Completing an
     * upload again after it succeeded answers as the first time while the version that it made is still current.
     *
     * @throws ObjectStoreException.WrongClaim if the upload is not what the client says of it
     * @throws ObjectStoreException.ChecksumMismatch if the object would have another checksum than the client says
     */
    ObjectStat completeUpload(RequestContext context, UploadRef upload, Completion completion)
            throws ObjectStoreException;

    /** Ends an upload; its parts go. */
    void abortUpload(RequestContext context, UploadRef upload) throws ObjectStoreException;

    record UploadRef(ContainerName container, ObjectKey key, UploadId id) {}

    /**
     * How an upload is completed.
     *
     * @param condition checked beside the one that the upload was begun with
     */
    record Completion(List<CompletedPart> parts, ObjectClaim claim, WriteCondition condition) {
        public Completion {
            parts = List.copyOf(parts);
        }

        /** Of these parts, whatever they make, over whatever is there. */
        public static Completion of(CompletedPart... parts) {
            return new Completion(List.of(parts), ObjectClaim.NONE, WriteCondition.ALWAYS);
        }

        public Completion on(WriteCondition other) {
            return new Completion(parts, claim, other);
        }

        public Completion claiming(ObjectClaim other) {
            return new Completion(parts, other, condition);
        }
    }

    /**
     * What a client says of the whole object at completion. All of it follows from the parts, and is compared before
     * anything is committed.
     *
     * @param size in bytes
     * @param kind of checksum that the upload was begun with
     * @param checksums of the object, of the upload's own kind, as raw bytes
     */
    record ObjectClaim(OptionalLong size, Optional<Checksum.Kind> kind, Map<ChecksumAlgorithm, byte[]> checksums) {
        public static final ObjectClaim NONE = new ObjectClaim(OptionalLong.empty(), Optional.empty(), Map.of());

        public ObjectClaim {
            checksums = Map.copyOf(checksums);
        }
    }

    /**
     * A part as the client names it at completion.
     *
     * @param checksums given by the client with the part, compared with those stored
     */
    record CompletedPart(int number, String etag, List<Checksum> checksums) {
        public CompletedPart {
            checksums = List.copyOf(checksums);
        }
    }
}
