package io.spillway.cloud.s3;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;

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
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Storing objects: small ones in one request, with the SHA-256 that S3 checks and keeps. */
final class S3Puts {
    private final S3Bucket bucket;
    private final S3LargePuts large;

    S3Puts(S3Bucket bucket, S3Reads reads) {
        this.bucket = bucket;
        this.large = new S3LargePuts(bucket, reads);
    }

    StoredObject put(CloudKey key, CloudSource source, PutCondition condition, UploadJournal journal)
            throws CloudException, IOException {
        requireSupported(key, condition);
        if (source.length() > S3CloudStore.MAX_OBJECT_BYTES) {
            throw new CloudException.Refused(bucket.doing("storing", key),
                    "it has " + source.length() + " bytes, and S3 takes " + S3CloudStore.MAX_OBJECT_BYTES);
        }
        try {
            return source.length() < bucket.settings().parts().resumableFrom()
                    ? putSmall(key, source, condition)
                    : large.put(key, source, condition, journal);
        } catch (CloudException.NotFound e) {
            if (condition instanceof PutCondition.IfVersion) {
                throw new CloudException.PreconditionFailed(
                        bucket.doing("storing", key) + ": the key holds nothing", e);
            }
            throw new CloudException.OutcomeUnknown(e.getMessage() + " while it was stored", e);
        }
    }

    void cancel(UploadId upload) throws CloudException {
        large.cancel(upload);
    }

    private void requireSupported(CloudKey key, PutCondition condition) throws CloudException {
        if (!bucket.settings().conditionalWrites().conditions().contains(condition.kind())) {
            throw new CloudException.Refused(bucket.doing("storing", key),
                    "the target decides no conditions, as its settings say");
        }
    }

    private StoredObject putSmall(CloudKey key, CloudSource source, PutCondition condition)
            throws CloudException, IOException {
        PutObjectRequest.Builder put = PutObjectRequest.builder().bucket(bucket.name()).key(bucket.key(key))
                .storageClass(bucket.settings().storageClass())
                .checksumSHA256(S3Bucket.base64(HexFormat.of().parseHex(source.sha256())));
        switch (condition) {
            case PutCondition.Always _ -> {
            }
            case PutCondition.IfAbsent _ -> put.ifNoneMatch("*");
            case PutCondition.IfVersion version -> put.ifMatch(S3Bucket.quoted(version.expected().etag()));
        }
        SourceStretch sent = new SourceStretch(key, source, 0, source.length());
        requireDigest(key, source, sent);
        PutObjectResponse answer;
        try {
            answer = S3Exceptions.call(bucket.doing("storing", key), S3Exceptions.Effect.VISIBLE,
                    () -> bucket.client().putObject(put.build(), SentBytes.body(sent)));
        } catch (CloudException e) {
            sent.rethrow();
            throw e;
        }
        return stored(key, source, answer);
    }

    /**
     * Reads the source once before it is sent. S3 would find a wrong digest too, but not who is at fault, and
     * LocalStack finds it only after it has overwritten what stood there.
     */
    private static void requireDigest(CloudKey key, CloudSource source, SourceStretch bytes) throws IOException {
        RunningChecksum sha256 = RunningChecksum.of(Checksum.Algorithm.SHA256);
        bytes.feed(sha256);
        CorruptSourceException.requireSha256(key, source, sha256);
    }

    private StoredObject stored(CloudKey key, CloudSource source, PutObjectResponse answer) throws CloudException {
        Checksum sent = Checksum.sha256(source.sha256());
        Optional<Checksum> evidence = S3Bucket.hex(answer.checksumSHA256()).map(Checksum::sha256);
        if (!evidence.equals(Optional.of(sent))) {
            throw new CloudException.Corrupt(bucket.doing("storing", key) + ": the service answered SHA-256 "
                    + evidence.map(Checksum::hex).orElse("nothing") + " and not " + sent.hex()
                    + "; it has to keep the checksum that it is sent");
        }
        return new StoredObject(key, Optional.ofNullable(answer.versionId()), S3Bucket.unquoted(answer.eTag()),
                source.length(), evidence, S3Bucket.date(answer.sdkHttpResponse()));
    }
}
