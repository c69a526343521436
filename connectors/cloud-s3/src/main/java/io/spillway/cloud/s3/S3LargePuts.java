package io.spillway.cloud.s3;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.spillway.cloud.api.Checksum;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.CloudSource;
import io.spillway.cloud.api.CorruptSourceException;
import io.spillway.cloud.api.Generation;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.RunningChecksum;
import io.spillway.cloud.api.SourceStretch;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cloud.api.UploadId;
import io.spillway.cloud.api.UploadJournal;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Part;

/**
 * Storing objects in parts. Each part is read twice, to make its CRC-64 and to send it: S3 checks a checksum that is
 * in the header before it takes the part, and the parts of an earlier attempt are known again by theirs. The CRC-64 of
 * the whole is S3's evidence; our SHA-256 of what was read is compared before the upload is completed.
 */
final class S3LargePuts {
    /** S3's limit. */
    static final int MAX_PARTS = 10_000;
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final S3Bucket bucket;
    private final S3Reads reads;

    S3LargePuts(S3Bucket bucket, S3Reads reads) {
        this.bucket = bucket;
        this.reads = reads;
    }

    StoredObject put(CloudKey key, CloudSource source, PutCondition condition, UploadJournal journal)
            throws CloudException, IOException {
        Map<Integer, Part> there = new HashMap<>();
        UploadId upload = resumeOrBegin(key, journal, there);
        try {
            StoredObject stored = new Sending(upload, source, there).send(condition);
            journal.clear();
            return stored;
        } catch (CorruptSourceException | CloudException.PreconditionFailed e) {
            // Going on with these bytes cannot succeed.
            cancel(upload);
            journal.clear();
            throw e;
        }
    }

    private UploadId resumeOrBegin(CloudKey key, UploadJournal journal, Map<Integer, Part> there)
            throws CloudException, IOException {
        Optional<UploadId> earlier = journal.find().filter(upload -> upload.key().equals(key));
        if (earlier.isPresent() && listParts(earlier.get(), there)) {
            return earlier.get();
        }
        UploadId upload = begin(key);
        try {
            journal.record(upload);
        } catch (IOException e) {
            cancel(upload);
            throw e;
        }
        return upload;
    }

    private UploadId begin(CloudKey key) throws CloudException {
        String id = S3Exceptions.call(bucket.doing("beginning to store", key), S3Exceptions.Effect.NONE,
                () -> bucket.client().createMultipartUpload(create -> create.bucket(bucket.name())
                        .key(bucket.key(key)).storageClass(bucket.settings().storageClass())
                        .contentType("application/octet-stream").checksumAlgorithm(ChecksumAlgorithm.CRC64_NVME)
                        .checksumType(ChecksumType.FULL_OBJECT)))
                .uploadId();
        return new UploadId(key, id);
    }

    /** Whether the upload is still there; if so its parts are added. */
    private boolean listParts(UploadId upload, Map<Integer, Part> there) throws CloudException {
        try {
            S3Exceptions.call(bucket.doing("going on with", upload.key()), S3Exceptions.Effect.NONE, () -> {
                bucket.client().listPartsPaginator(list -> list.bucket(bucket.name())
                        .key(bucket.key(upload.key())).uploadId(upload.id())).parts()
                        .forEach(part -> there.put(part.partNumber(), part));
                return there;
            });
            return true;
        } catch (CloudException.NotFound _) {
            return false;
        }
    }

    void cancel(UploadId upload) throws CloudException {
        try {
            S3Exceptions.call(bucket.doing("cancelling the upload of", upload.key()), S3Exceptions.Effect.NONE,
                    () -> bucket.client().abortMultipartUpload(abort -> abort.bucket(bucket.name())
                            .key(bucket.key(upload.key())).uploadId(upload.id())));
        } catch (CloudException.NotFound _) {
            // Finished or cancelled: there is nothing left of it.
        }
    }

    /** One attempt at an upload. */
    private final class Sending {
        private final UploadId upload;
        private final CloudSource source;
        private final Map<Integer, Part> there;
        private final RunningChecksum sha256 = RunningChecksum.of(Checksum.Algorithm.SHA256);
        private final RunningChecksum crcOfAll = RunningChecksum.of(Checksum.Algorithm.CRC64NVME);
        private final List<CompletedPart> parts = new ArrayList<>();

        private Sending(UploadId upload, CloudSource source, Map<Integer, Part> there) {
            this.upload = upload;
            this.source = source;
            this.there = there;
        }

        private StoredObject send(PutCondition condition) throws CloudException, IOException {
            long wholeParts = (source.length() + MAX_PARTS - 1) / MAX_PARTS;
            long partBytes = Math.max(bucket.settings().parts().partBytes(), wholeParts);
            for (long at = 0; at < source.length(); at += partBytes) {
                sendPart(at, Math.min(partBytes, source.length() - at));
            }
            CorruptSourceException.requireSha256(upload.key(), source, sha256);
            return complete(condition, crcOfAll.digest());
        }

        private void sendPart(long from, long length) throws CloudException, IOException {
            int number = parts.size() + 1;
            SourceStretch bytes = new SourceStretch(upload.key(), source, from, length);
            String crc = S3Bucket.base64(crc(bytes));
            Part earlier = there.get(number);
            String etag = earlier != null && earlier.size() == length && crc.equals(earlier.checksumCRC64NVME())
                    ? earlier.eTag()
                    : sendPart(number, bytes, crc);
            parts.add(CompletedPart.builder().partNumber(number).eTag(etag).checksumCRC64NVME(crc).build());
        }

        private byte[] crc(SourceStretch bytes) throws IOException {
            RunningChecksum crc = RunningChecksum.of(Checksum.Algorithm.CRC64NVME);
            bytes.feed(crc, crcOfAll, sha256);
            return crc.digest();
        }

        private String sendPart(int number, SourceStretch bytes, String crc) throws CloudException, IOException {
            try {
                return S3Exceptions.call(bucket.doing("storing part " + number + " of", upload.key()),
                        S3Exceptions.Effect.NONE,
                        () -> bucket.client().uploadPart(
                                part -> part.bucket(bucket.name()).key(bucket.key(upload.key()))
                                        .uploadId(upload.id()).partNumber(number).checksumCRC64NVME(crc),
                                SentBytes.body(bytes)))
                        .eTag();
            } catch (CloudException.NotFound e) {
                throw new CloudException.Unavailable(
                        bucket.doing("storing", upload.key()) + ": its upload was removed; it begins anew", AT_ONCE,
                        e);
            } catch (CloudException e) {
                bytes.rethrow();
                throw e;
            }
        }

        private StoredObject complete(PutCondition condition, byte[] crc) throws CloudException {
            CompleteMultipartUploadRequest.Builder complete = CompleteMultipartUploadRequest.builder()
                    .bucket(bucket.name()).key(bucket.key(upload.key())).uploadId(upload.id())
                    .multipartUpload(list -> list.parts(parts)).checksumCRC64NVME(S3Bucket.base64(crc))
                    .checksumType(ChecksumType.FULL_OBJECT).mpuObjectSize(source.length());
            switch (condition) {
                case PutCondition.Always _ -> {
                }
                case PutCondition.IfAbsent _ -> complete.ifNoneMatch("*");
                case PutCondition.IfVersion version -> complete.ifMatch(S3Bucket.quoted(version.expected().etag()));
            }
            var answer = S3Exceptions.call(bucket.doing("completing", upload.key()), S3Exceptions.Effect.VISIBLE,
                    () -> bucket.client().completeMultipartUpload(complete.build()));
            Generation.Exact generation = Generation.Exact.of(Optional.ofNullable(answer.versionId()),
                    S3Bucket.unquoted(answer.eTag()));
            return proven(new CloudRef(upload.key(), generation), crc);
        }

        /** The answer to a completion does not say what S3 keeps, so it is asked. */
        private StoredObject proven(CloudRef ref, byte[] crc) throws CloudException {
            StoredObject stored;
            try {
                stored = reads.stat(ref);
            } catch (CloudException e) {
                throw new CloudException.OutcomeUnknown(
                        bucket.doing("storing", ref.key()) + ": stored, but not confirmed: " + e.getMessage(), e);
            }
            Checksum sent = S3Reads.crc(HexFormat.of().formatHex(crc));
            if (stored.length() != source.length() || !stored.evidence().equals(Optional.of(sent))) {
                throw new CloudException.Corrupt(bucket.doing("storing", ref.key()) + ": the service keeps "
                        + stored.length() + " bytes of " + stored.evidence() + ", not " + source.length()
                        + " of " + sent);
            }
            return stored;
        }
    }
}
