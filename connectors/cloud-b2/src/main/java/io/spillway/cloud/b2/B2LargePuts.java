package io.spillway.cloud.b2;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import com.backblaze.b2.client.structures.B2FileVersion;
import com.backblaze.b2.client.structures.B2FinishLargeFileRequest;
import com.backblaze.b2.client.structures.B2Part;
import com.backblaze.b2.client.structures.B2StartLargeFileRequest;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudSource;
import io.spillway.cloud.api.CorruptSourceException;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cloud.api.UploadId;
import io.spillway.cloud.api.UploadJournal;

/**
 * Storing objects in parts. The source is read twice: for the digests of its parts, which the file is begun with, and to
 * send them. The id of the file is known from its beginning, so that a finish without an answer is asked for and not
 * guessed.
 */
final class B2LargePuts {
    /** B2's limit. */
    static final int MAX_PARTS = 10_000;

    private final B2Place place;
    private final B2Uploads uploads;
    private final B2Parts parts;

    B2LargePuts(B2Place place) {
        this.place = place;
        this.uploads = new B2Uploads(place);
        this.parts = new B2Parts(place, uploads);
    }

    StoredObject put(CloudKey key, CloudSource source, UploadJournal journal) throws CloudException, IOException {
        PartDigests digests = digests(key, source, journal);
        Optional<StoredObject> earlier = earlier(key, source, digests, journal);
        StoredObject stored = earlier.isPresent()
                ? earlier.get()
                : finish(begin(key, digests, journal), source, digests, Map.of());
        journal.clear();
        return stored;
    }

    /** What the upload that an earlier attempt has begun comes to; nothing if there is none, or none for these bytes. */
    private Optional<StoredObject> earlier(CloudKey key, CloudSource source, PartDigests digests, UploadJournal journal)
            throws CloudException, IOException {
        Optional<UploadId> recorded = journal.find().filter(upload -> upload.key().equals(key));
        if (recorded.isEmpty()) {
            return Optional.empty();
        }
        UploadId upload = recorded.get();
        Optional<B2FileVersion> unfinished = uploads.find(upload);
        if (unfinished.isEmpty()) {
            // Cancelled, or finished by a call whose answer was lost.
            return finished(upload).map(file -> StoredFile.of(key, file))
                    .filter(stored -> stored.evidence().equals(Optional.of(digests.evidence())));
        }
        if (digests.info().equals(unfinished.get().getFileInfo())) {
            return Optional.of(finish(upload, source, digests, partsOf(upload)));
        }
        // Begun for other bytes, and says so: its info cannot be changed.
        cancel(upload);
        return Optional.empty();
    }

    /** Going on with wrong bytes cannot succeed, so that an earlier attempt with them is cancelled. */
    private PartDigests digests(CloudKey key, CloudSource source, UploadJournal journal)
            throws CloudException, IOException {
        long wholeParts = (source.length() + MAX_PARTS - 1) / MAX_PARTS;
        try {
            return PartDigests.of(key, source, Math.max(place.authorization().getRecommendedPartSize(), wholeParts));
        } catch (CorruptSourceException e) {
            Optional<UploadId> earlier = journal.find();
            if (earlier.isPresent()) {
                cancel(earlier.get());
                journal.clear();
            }
            throw e;
        }
    }

    private UploadId begin(CloudKey key, PartDigests digests, UploadJournal journal)
            throws CloudException, IOException {
        B2StartLargeFileRequest start = B2StartLargeFileRequest
                .builder(place.id(), place.file(key), B2Puts.CONTENT_TYPE).setCustomFields(digests.info()).build();
        UploadId upload = new UploadId(key, place.call(place.doing("beginning to store", key),
                B2Exceptions.Effect.NONE, () -> place.client().startLargeFile(start)).getFileId());
        try {
            journal.record(upload);
        } catch (IOException e) {
            cancel(upload);
            throw e;
        }
        return upload;
    }

    private Map<Integer, B2Part> partsOf(UploadId upload) throws CloudException {
        return place.call(place.doing("going on with", upload.key()), B2Exceptions.Effect.NONE, () -> {
            Map<Integer, B2Part> there = new HashMap<>();
            place.client().parts(upload.id()).forEach(part -> there.put(part.getPartNumber(), part));
            return there;
        });
    }

    void cancel(UploadId upload) throws CloudException {
        try {
            place.call(place.doing("cancelling the upload of", upload.key()), B2Exceptions.Effect.NONE, () -> {
                place.client().cancelLargeFile(upload.id());
                return upload;
            });
        } catch (CloudException e) {
            if (!uploads.isOver(upload, e)) {
                throw e;
            }
        }
    }

    /** The service compares our digests of the parts with its own once more. */
    private StoredObject finish(UploadId upload, CloudSource source, PartDigests digests, Map<Integer, B2Part> there)
            throws CloudException, IOException {
        parts.send(upload, source, digests, there);
        String doing = place.doing("storing", upload.key());
        B2FinishLargeFileRequest finish = B2FinishLargeFileRequest.builder(upload.id(), digests.parts()).build();
        B2FileVersion file;
        try {
            file = place.call(doing, B2Exceptions.Effect.VISIBLE, () -> place.client().finishLargeFile(finish));
        } catch (CloudException.Refused | CloudException.OutcomeUnknown | CloudException.Unavailable e) {
            file = finishedAfter(upload, e);
        }
        return StoredFile.proven(doing, upload.key(), file, source.length(), digests.evidence());
    }

    /** An earlier try of a finish may have worked, whose answer was lost; then there is nothing left to finish. */
    private B2FileVersion finishedAfter(UploadId upload, CloudException why) throws CloudException {
        Optional<B2FileVersion> file;
        try {
            file = finished(upload);
        } catch (CloudException e) {
            why.addSuppressed(e);
            throw new CloudException.OutcomeUnknown(why.getMessage(), why);
        }
        return file.orElseThrow(() -> why);
    }

    /** The file that an upload has become; empty if it has not, or is gone. */
    private Optional<B2FileVersion> finished(UploadId upload) throws CloudException {
        try {
            return Optional.of(place.call(place.doing("asking for", upload.key()), B2Exceptions.Effect.NONE,
                    () -> place.client().getFileInfo(upload.id()))).filter(B2Listings::isContent);
        } catch (CloudException e) {
            if (e instanceof CloudException.NotFound || B2Exceptions.isBadRequest(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
