package io.spillway.gateway.s3.multipart;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import io.spillway.cluster.api.object.Checksum;
import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.cluster.api.object.MultipartUploads.ObjectClaim;
import io.spillway.gateway.s3.checksum.ChecksumNames;
import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.request.Headers;

/** Reads what a client says, at completion, of the whole object; the store compares it with the parts. */
final class ClaimedObject {
    private static final String SIZE = "x-amz-mp-object-size";

    private ClaimedObject() {}

    /** @param parts how many the object is completed with; the value of a composite checksum names it too */
    static ObjectClaim of(Headers headers, int parts) throws S3Exception {
        Map<ChecksumAlgorithm, byte[]> checksums = new EnumMap<>(ChecksumAlgorithm.class);
        Optional<Checksum.Kind> kind = kind(headers);
        for (ChecksumAlgorithm algorithm : ChecksumNames.ADDITIONAL) {
            String name = ChecksumNames.header(algorithm);
            Optional<String> value = headers.single(name);
            if (value.isPresent()) {
                String plain = withoutParts(value.get(), parts);
                if (!plain.equals(value.get())) {
                    kind = kind.or(() -> Optional.of(Checksum.Kind.COMPOSITE));
                }
                checksums.put(algorithm, ChecksumNames.decode(algorithm, name, plain));
            }
        }
        if (checksums.size() > 1) {
            throw S3Exception.invalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are"
                    + " not allowed.");
        }
        return new ObjectClaim(size(headers), kind, checksums);
    }

    private static String withoutParts(String value, int parts) {
        String suffix = "-" + parts;
        return value.endsWith(suffix) ? value.substring(0, value.length() - suffix.length()) : value;
    }

    private static Optional<Checksum.Kind> kind(Headers headers) throws S3Exception {
        Optional<String> type = headers.single("x-amz-checksum-type");
        return type.isPresent() ? Optional.of(UploadParameters.kind(type.get())) : Optional.empty();
    }

    private static OptionalLong size(Headers headers) throws S3Exception {
        Optional<String> text = headers.single(SIZE);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        // Five digits more than the largest object has.
        if (!text.get().matches("[0-9]{1,18}")) {
            throw S3Exception.invalidRequest("Value for " + SIZE + " header is invalid: '" + text.get() + "'");
        }
        return OptionalLong.of(Long.parseLong(text.get()));
    }
}
