package io.spillway.cloud.s3;

import java.time.Instant;
import java.util.Optional;

import io.spillway.cloud.api.Checksum;
import io.spillway.cloud.api.CloudContent;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.Generation;
import io.spillway.cloud.api.ReadRange;
import io.spillway.cloud.api.StoredObject;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Opening and describing objects. */
final class S3Reads {
    private final S3Bucket bucket;

    S3Reads(S3Bucket bucket) {
        this.bucket = bucket;
    }

    CloudContent open(CloudRef ref, ReadRange range) throws CloudException {
        GetObjectRequest.Builder get = GetObjectRequest.builder().bucket(bucket.name()).key(bucket.key(ref.key()));
        switch (ref.generation()) {
            case Generation.Newest _ -> {
            }
            case Generation.Version version -> get.versionId(version.id());
            case Generation.Tagged tagged -> get.ifMatch(S3Bucket.quoted(tagged.etag()));
        }
        if (range instanceof ReadRange.Part part) {
            get.range("bytes=" + part.offset() + "-" + (part.end() - 1));
        }
        String doing = bucket.doing("reading", ref.key());
        ResponseInputStream<GetObjectResponse> body = S3Exceptions.call(doing, S3Exceptions.Effect.NONE,
                () -> bucket.client().getObject(get.build()));
        try {
            requireRange(doing, range, body.response());
            return new S3Content(doing, body, body.response().contentLength());
        } catch (CloudException e) {
            body.abort();
            throw e;
        }
    }

    /** S3 cuts a range that goes past the end, and a service that knows no ranges answers the whole. */
    private static void requireRange(String doing, ReadRange range, GetObjectResponse answer) throws CloudException {
        if (range instanceof ReadRange.Part part) {
            String expected = "bytes " + part.offset() + "-" + (part.end() - 1) + "/";
            String answered = answer.contentRange();
            if (answered == null || !answered.startsWith(expected) || answer.contentLength() != part.length()) {
                throw new CloudException.Corrupt(doing + ": asked for " + expected + ", answered " + answered);
            }
        }
    }

    StoredObject stat(CloudRef ref) throws CloudException {
        HeadObjectRequest.Builder head = HeadObjectRequest.builder().bucket(bucket.name())
                .key(bucket.key(ref.key())).checksumMode(ChecksumMode.ENABLED);
        switch (ref.generation()) {
            case Generation.Newest _ -> {
            }
            case Generation.Version version -> head.versionId(version.id());
            case Generation.Tagged tagged -> head.ifMatch(S3Bucket.quoted(tagged.etag()));
        }
        try {
            return stored(ref, S3Exceptions.call(bucket.doing("asking for", ref.key()), S3Exceptions.Effect.NONE,
                    () -> bucket.client().headObject(head.build())));
        } catch (CloudException.NotFound e) {
            bucket.prove();
            throw e;
        } catch (CloudException.Refused e) {
            explain(ref);
            throw e;
        }
    }

    /** An answer to HEAD has no body, so a 400 does not say why; the same question by GET does. */
    private void explain(CloudRef ref) throws CloudException {
        if (ref.generation() instanceof Generation.Version) {
            open(ref, ReadRange.WHOLE).close();
        }
    }

    private static StoredObject stored(CloudRef ref, HeadObjectResponse head) throws CloudException {
        if (head.contentLength() == null || head.eTag() == null) {
            throw new CloudException.Corrupt(
                    "the service describes \"" + ref.key() + "\" without its length or its entity tag");
        }
        return new StoredObject(ref.key(), Optional.ofNullable(head.versionId()), S3Bucket.unquoted(head.eTag()),
                head.contentLength(), evidence(head),
                head.lastModified() == null ? Instant.EPOCH : head.lastModified());
    }

    private static Optional<Checksum> evidence(HeadObjectResponse head) {
        if (head.checksumType() == ChecksumType.COMPOSITE) {
            return Optional.empty(); // Not by us: our parts have other checksums.
        }
        return S3Bucket.hex(head.checksumSHA256()).map(Checksum::sha256)
                .or(() -> S3Bucket.hex(head.checksumCRC64NVME()).map(S3Reads::crc));
    }

    static Checksum crc(String hex) {
        return new Checksum(Checksum.Algorithm.CRC64NVME, Checksum.Coverage.WHOLE, hex);
    }
}
