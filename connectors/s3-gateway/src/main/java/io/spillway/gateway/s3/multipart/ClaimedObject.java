package io.spillway.gateway.s3.multipart;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.object.Checksum;
import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.cluster.api.object.MultipartUploads.CompletedPart;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.PartStat;
import io.spillway.gateway.s3.checksum.ChecksumNames;
import io.spillway.gateway.s3.checksum.PartChecksums;
import io.spillway.gateway.s3.error.S3ErrorCode;
import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.request.Headers;

/**
 * What a client says, at completion, of the whole object: its size and its checksum. Both follow from the parts, so
 * they are compared before anything is committed.
 */
record ClaimedObject(Optional<String> size, Optional<ClaimedChecksum> checksum, Optional<String> type) {
    private static final String SIZE = "x-amz-mp-object-size";

    /** @param value as given: base64, followed by a dash and the number of parts for a composite one */
    record ClaimedChecksum(ChecksumAlgorithm algorithm, String value) {}

    static ClaimedObject of(Headers headers) throws S3Exception {
        List<ClaimedChecksum> checksums = new ArrayList<>();
        for (ChecksumAlgorithm algorithm : ChecksumNames.ADDITIONAL) {
            headers.single(ChecksumNames.header(algorithm))
                    .ifPresent(value -> checksums.add(new ClaimedChecksum(algorithm, value)));
        }
        if (checksums.size() > 1) {
            throw S3Exception.invalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are"
                    + " not allowed.");
        }
        return new ClaimedObject(headers.single(SIZE), checksums.stream().findFirst(),
                headers.single("x-amz-checksum-type"));
    }

    void verify(UploadedParts uploaded, List<CompletedPart> named) throws S3Exception, ObjectStoreException {
        if (size.isEmpty() && checksum.isEmpty() && type.isEmpty()) {
            return;
        }
        List<PartStat> parts;
        try {
            parts = uploaded.named(named);
        } catch (ObjectStoreException.NoSuchUpload _) {
            // It may have been completed before: the store, asked next, knows, and answers as the first time.
            return;
        }
        requireSize(parts);
        if (checksum.isPresent()) {
            requireChecksum(checksum.get(), parts);
        }
    }

    private void requireSize(List<PartStat> parts) throws S3Exception {
        long actual = parts.stream().mapToLong(PartStat::size).sum();
        if (size.isPresent() && !size.get().equals(Long.toString(actual))) {
            throw S3Exception.invalidRequest("The provided '" + SIZE + "' header value " + size.get()
                    + " does not match what was computed: " + actual);
        }
    }

    private void requireChecksum(ClaimedChecksum claim, List<PartStat> parts) throws S3Exception {
        List<PartChecksums.Piece> pieces = new ArrayList<>(parts.size());
        for (PartStat part : parts) {
            Checksum stored = part.checksums().stream().filter(kept -> kept.algorithm() == claim.algorithm())
                    .findFirst().orElseThrow(() -> S3Exception.invalidRequest("The upload was not created with the "
                            + claim.algorithm() + " checksum algorithm."));
            pieces.add(new PartChecksums.Piece(stored.bytes(), part.size()));
        }
        String suffix = "-" + parts.size();
        boolean composite = claim.value().endsWith(suffix);
        Checksum.Kind kind = UploadParameters.kind(Optional.of(claim.algorithm()),
                type.or(() -> Optional.of(composite ? "COMPOSITE" : "FULL_OBJECT")));
        byte[] expected = ChecksumNames.decode(claim.algorithm(), ChecksumNames.header(claim.algorithm()),
                composite ? claim.value().substring(0, claim.value().length() - suffix.length()) : claim.value());
        byte[] actual = switch (kind) {
            case COMPOSITE -> PartChecksums.composite(claim.algorithm(), pieces);
            case FULL_OBJECT -> PartChecksums.fullObject(claim.algorithm(), pieces);
        };
        if (!MessageDigest.isEqual(expected, actual)) {
            throw new S3Exception(S3ErrorCode.BAD_DIGEST, "The " + claim.algorithm()
                    + " you specified did not match the calculated checksum.");
        }
    }
}
