package io.spillway.cloud.b2;

import java.io.IOException;

import com.backblaze.b2.client.exceptions.B2Exception;
import com.backblaze.b2.client.structures.B2FileVersion;
import com.backblaze.b2.client.structures.B2UploadFileRequest;
import io.spillway.cloud.api.Checksum;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudSource;
import io.spillway.cloud.api.CorruptSourceException;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.RunningChecksum;
import io.spillway.cloud.api.SourceStretch;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cloud.api.UploadId;
import io.spillway.cloud.api.UploadJournal;

/**
 * Storing objects: small ones in one request, with the SHA-1 that B2 compares and keeps. The SDK owns the upload URLs, each
 * of them used by one upload at a time and thrown away at its first failure.
 */
final class B2Puts {
    static final String CONTENT_TYPE = "application/octet-stream";

    private final B2Place place;
    private final B2LargePuts large;

    B2Puts(B2Place place) {
        this.place = place;
        this.large = new B2LargePuts(place);
    }

    StoredObject put(CloudKey key, CloudSource source, PutCondition condition, UploadJournal journal)
            throws CloudException, IOException {
        if (!(condition instanceof PutCondition.Always)) {
            throw new CloudException.Refused(place.doing("storing", key), "B2 decides no conditions");
        }
        if (source.length() > B2CloudStore.MAX_OBJECT_BYTES) {
            throw new CloudException.Refused(place.doing("storing", key),
                    "it has " + source.length() + " bytes, and B2 takes " + B2CloudStore.MAX_OBJECT_BYTES);
        }
        return source.length() <= place.authorization().getRecommendedPartSize()
                ? putSmall(key, source)
                : large.put(key, source, journal);
    }

    void cancel(UploadId upload) throws CloudException {
        large.cancel(upload);
    }

    private StoredObject putSmall(CloudKey key, CloudSource source) throws CloudException, IOException {
        SourceStretch stretch = new SourceStretch(key, source, 0, source.length());
        String sha1 = requireDigest(key, source, stretch);
        SentBytes sent = new SentBytes(stretch, sha1);
        var upload = B2UploadFileRequest.builder(place.id(), place.file(key), CONTENT_TYPE, sent).build();
        try {
            String doing = place.doing("storing", key);
            return StoredFile.proven(doing, key, send(doing, upload, sent), source.length(),
                    new Checksum(Checksum.Algorithm.SHA1, Checksum.Coverage.WHOLE, sha1));
        } catch (CloudException e) {
            sent.rethrow();
            throw e;
        }
    }

    /** Until its body is asked for nothing of the file has been sent, whatever else has failed. */
    private B2FileVersion send(String doing, B2UploadFileRequest upload, SentBytes sent) throws CloudException {
        try {
            return place.client().uploadSmallFile(upload);
        } catch (B2Exception e) {
            throw place.translated(doing, sent.opened() ? B2Exceptions.Effect.VISIBLE : B2Exceptions.Effect.NONE, e);
        }
    }

    /** Reads the source once before it is sent: for its SHA-1, and so that wrong bytes are not taken for the service's. */
    private static String requireDigest(CloudKey key, CloudSource source, SourceStretch stretch) throws IOException {
        RunningChecksum sha1 = RunningChecksum.of(Checksum.Algorithm.SHA1);
        RunningChecksum sha256 = RunningChecksum.of(Checksum.Algorithm.SHA256);
        stretch.feed(sha1, sha256);
        CorruptSourceException.requireSha256(key, source, sha256);
        return sha1.hex();
    }
}
