package io.spillway.cloud.b2;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.backblaze.b2.client.structures.B2FileVersion;
import com.backblaze.b2.client.structures.B2FinishLargeFileRequest;
import com.backblaze.b2.client.structures.B2ListUnfinishedLargeFilesRequest;
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
    private final B2Parts parts;

    B2LargePuts(B2Place place) {
        this.place = place;
        this.parts = new B2Parts(place);
    }

    StoredObject put(CloudKey key, CloudSource source, UploadJournal journal) throws CloudException, IOException {
        PartDigests digests = digests(key, source, journal);
        Map<Integer, B2Part> there = new HashMap<>();
        UploadId upload = resumeOrBegin(key, digests, journal, there);
        StoredObject stored = finish(upload, source, digests, parts.send(upload, source, digests, there));
        journal.clear();
        return stored;
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

    private UploadId resumeOrBegin(CloudKey key, PartDigests digests, UploadJournal journal,
            Map<Integer, B2Part> there) throws CloudException, IOException {
        Optional<UploadId> earlier = journal.find().filter(upload -> upload.key().equals(key));
        if (earlier.isPresent()) {
            Optional<B2FileVersion> file = unfinished(earlier.get());
            if (file.isPresent() && digests.info().equals(file.get().getFileInfo())) {
                listParts(earlier.get(), there);
                return earlier.get();
            }
            if (file.isPresent()) {
                // Begun for other bytes, and says so: its info cannot be changed.
                cancel(earlier.get());
            }
        }
        UploadId upload = begin(key, digests);
        try {
            journal.record(upload);
        } catch (IOException e) {
            cancel(upload);
            throw e;
        }
        return upload;
    }

    private UploadId begin(CloudKey key, PartDigests digests) throws CloudException {
        B2StartLargeFileRequest start = B2StartLargeFileRequest
                .builder(place.id(), place.file(key), B2Puts.CONTENT_TYPE).setCustomFields(digests.info()).build();
        return new UploadId(key, place.call(place.doing("beginning to store", key), B2Exceptions.Effect.NONE,
                () -> place.client().startLargeFile(start)).getFileId());
    }

    /** The upload as the service has it; empty if it was finished, cancelled, or never was. */
    private Optional<B2FileVersion> unfinished(UploadId upload) throws CloudException {
        B2ListUnfinishedLargeFilesRequest ask = B2ListUnfinishedLargeFilesRequest.builder(place.id())
                .setNamePrefix(place.file(upload.key())).setStartFileId(upload.id()).setMaxFileCount(1).build();
        return place.call(place.doing("going on with", upload.key()), B2Exceptions.Effect.NONE, () -> {
            for (B2FileVersion file : place.client().unfinishedLargeFiles(ask)) {
                return Optional.of(file).filter(first -> upload.id().equals(first.getFileId()));
            }
            return Optional.empty();
        });
    }

    private void listParts(UploadId upload, Map<Integer, B2Part> there) throws CloudException {
        place.call(place.doing("going on with", upload.key()), B2Exceptions.Effect.NONE, () -> {
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
        } catch (CloudException.NotFound _) {
            // Finished or cancelled: there is nothing left of it.
        }
    }

    private StoredObject finish(UploadId upload, CloudSource source, PartDigests digests, List<B2Part> parts)
            throws CloudException {
        String doing = place.doing("finishing", upload.key());
        B2FinishLargeFileRequest finish = B2FinishLargeFileRequest
                .builder(upload.id(), parts.stream().map(B2Part::getContentSha1).toList()).build();
        StoredObject stored;
        try {
            stored = StoredFile.of(upload.key(),
                    place.call(doing, B2Exceptions.Effect.VISIBLE, () -> place.client().finishLargeFile(finish)));
        } catch (CloudException.NotFound | CloudException.Refused | CloudException.OutcomeUnknown e) {
            // An earlier try may have finished it, whose answer was lost; then the service finds nothing to finish.
            stored = finished(upload, e);
        }
        if (stored.length() != source.length() || !stored.evidence().equals(Optional.of(digests.evidence()))) {
            throw new CloudException.Corrupt(place.doing("storing", upload.key()) + ": the service keeps "
                    + stored.length() + " bytes of " + stored.evidence() + ", not " + source.length() + " of "
                    + digests.evidence());
        }
        return stored;
    }

    private StoredObject finished(UploadId upload, CloudException why) throws CloudException {
        B2FileVersion file;
        try {
            file = place.call(place.doing("asking for", upload.key()), B2Exceptions.Effect.NONE,
                    () -> place.client().getFileInfo(upload.id()));
        } catch (CloudException e) {
            why.addSuppressed(e);
            throw unknown(upload, why);
        }
        if (B2Listings.isContent(file)) {
            return StoredFile.of(upload.key(), file);
        }
        throw unknown(upload, why);
    }

    private CloudException unknown(UploadId upload, CloudException why) {
        return why instanceof CloudException.Refused
                ? why
                : new CloudException.OutcomeUnknown(place.doing("storing", upload.key()) + ": " + why.getMessage(),
                        why);
    }
}
