package io.spillway.cloud.b2;

import java.util.Optional;

import com.backblaze.b2.client.structures.B2FileVersion;
import com.backblaze.b2.client.structures.B2ListUnfinishedLargeFilesRequest;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.UploadId;

/** Uploads that are begun and not over. To calls that name another one B2 answers no more than that they are wrong. */
final class B2Uploads {
    private static final int PAGE = 100;

    private final B2Place place;

    B2Uploads(B2Place place) {
        this.place = place;
    }

    /** The upload as the service has it; empty if it was finished, cancelled, or never was. Few have the same name. */
    Optional<B2FileVersion> find(UploadId upload) throws CloudException {
        B2ListUnfinishedLargeFilesRequest ask = B2ListUnfinishedLargeFilesRequest.builder(place.id())
                .setNamePrefix(place.file(upload.key())).setMaxFileCount(PAGE).build();
        return place.call(place.doing("looking for the upload of", upload.key()), B2Exceptions.Effect.NONE, () -> {
            for (B2FileVersion file : place.client().unfinishedLargeFiles(ask)) {
                if (upload.id().equals(file.getFileId())) {
                    return Optional.of(file);
                }
            }
            return Optional.empty();
        });
    }

    /** Whether a call failed because the upload that it names is over. */
    boolean isOver(UploadId upload, CloudException failure) throws CloudException {
        return B2Exceptions.isBadRequest(failure) && find(upload).isEmpty();
    }
}
