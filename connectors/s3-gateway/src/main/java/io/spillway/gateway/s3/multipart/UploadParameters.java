package io.spillway.gateway.s3.multipart;

import java.util.Optional;

import io.spillway.cluster.api.object.Checksum;
import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.cluster.api.object.MultipartUploads;
import io.spillway.cluster.api.object.MultipartUploads.UploadRef;
import io.spillway.cluster.api.object.UploadId;
import io.spillway.gateway.s3.error.S3ErrorCode;
import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.operation.S3Call;

/** The parameters that name an upload, a part and a kind of checksum. */
final class UploadParameters {
    private UploadParameters() {}

    static UploadRef upload(S3Call call) throws S3Exception {
        return new UploadRef(call.bucket(), call.key(), id(call.query().get("uploadId").orElse("")));
    }

    static UploadId id(String text) throws S3Exception {
        try {
            return new UploadId(text);
        } catch (IllegalArgumentException _) {
            throw new S3Exception(S3ErrorCode.NO_SUCH_UPLOAD, "The specified multipart upload does not exist. The"
                    + " upload ID might be invalid, or the multipart upload might have been aborted or completed.")
                    .detail("UploadId", text);
        }
    }

    static int partNumber(String text) throws S3Exception {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1
                || Integer.parseInt(text) > MultipartUploads.MAX_PART_NUMBER) {
            throw S3Exception.invalidArgument("partNumber", text, "Part number must be an integer between 1 and "
                    + MultipartUploads.MAX_PART_NUMBER + ", inclusive");
        }
        return Integer.parseInt(text);
    }

    /** What the whole object's checksum is made of, as S3 allows it for each algorithm. */
    static Checksum.Kind kind(Optional<ChecksumAlgorithm> algorithm, Optional<String> type) throws S3Exception {
        Checksum.Kind asked = kind(type.orElse(algorithm.equals(Optional.of(ChecksumAlgorithm.CRC64NVME))
                ? "FULL_OBJECT"
                : "COMPOSITE"));
        if (algorithm.isPresent() && !allows(algorithm.get(), asked)) {
            throw S3Exception.invalidRequest("The " + asked + " checksum type cannot be used with the "
                    + algorithm.get() + " checksum algorithm.");
        }
        return asked;
    }

    static Checksum.Kind kind(String type) throws S3Exception {
        return switch (type) {
            case "FULL_OBJECT" -> Checksum.Kind.FULL_OBJECT;
            case "COMPOSITE" -> Checksum.Kind.COMPOSITE;
            case String other -> throw S3Exception
                    .invalidRequest("Value for x-amz-checksum-type header is invalid: " + other);
        };
    }

    private static boolean allows(ChecksumAlgorithm algorithm, Checksum.Kind kind) {
        return switch (algorithm) {
            case CRC32, CRC32C -> true;
            case CRC64NVME -> kind == Checksum.Kind.FULL_OBJECT;
            case SHA1, SHA256 -> kind == Checksum.Kind.COMPOSITE;
            case MD5 -> false;
        };
    }
}
