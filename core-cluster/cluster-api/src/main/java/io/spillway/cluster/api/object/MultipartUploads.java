package io.spillway.cluster.api.object;

import java.io.IOException;
import java.util.List;

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
     */
    ObjectStat completeUpload(RequestContext context, UploadRef upload, List<CompletedPart> parts,
            WriteCondition condition) throws ObjectStoreException;

    /** Ends an upload; its parts go. */
    void abortUpload(RequestContext context, UploadRef upload) throws ObjectStoreException;

    record UploadRef(ContainerName container, ObjectKey key, UploadId id) {}

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
