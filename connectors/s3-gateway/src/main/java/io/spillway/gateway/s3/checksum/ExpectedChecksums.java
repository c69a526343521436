package io.spillway.gateway.s3.checksum;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.gateway.s3.error.S3ErrorCode;
import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.request.Headers;

/**
 * The checksums that a request announces for its body: Content-MD5, and at most one more in a header or in the
 * trailer.
 *
 * @param values from headers
 * @param inTrailer the algorithm whose value comes in the trailer
 */
public record ExpectedChecksums(Map<ChecksumAlgorithm, byte[]> values, Optional<ChecksumAlgorithm> inTrailer) {
    public static final ExpectedChecksums NONE = new ExpectedChecksums(Map.of(), Optional.empty());
    private static final String TRAILER = "x-amz-trailer";
    private static final String SDK_ALGORITHM = "x-amz-sdk-checksum-algorithm";

    public static ExpectedChecksums of(Headers headers) throws S3Exception {
        Map<ChecksumAlgorithm, byte[]> values = new EnumMap<>(ChecksumAlgorithm.class);
        for (ChecksumAlgorithm algorithm : ChecksumNames.ADDITIONAL) {
            String name = ChecksumNames.header(algorithm);
            Optional<String> value = headers.single(name);
            if (value.isPresent()) {
                values.put(algorithm, ChecksumNames.decode(algorithm, name, value.get()));
            }
        }
        Optional<ChecksumAlgorithm> inTrailer = trailer(headers);
        if (values.size() + inTrailer.stream().count() > 1) {
            throw S3Exception.invalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are"
                    + " not allowed.");
        }
        requireNamed(headers, values, inTrailer);
        Optional<String> md5 = headers.single("content-md5");
        if (md5.isPresent()) {
            values.put(ChecksumAlgorithm.MD5, md5(md5.get()));
        }
        return new ExpectedChecksums(Map.copyOf(values), inTrailer);
    }

    /** The one checksum besides MD5 that the client gives, which the object keeps. */
    public Optional<ChecksumAlgorithm> additional() {
        return inTrailer
                .or(() -> values.keySet().stream().filter(algorithm -> algorithm != ChecksumAlgorithm.MD5).findFirst());
    }

    private static Optional<ChecksumAlgorithm> trailer(Headers headers) throws S3Exception {
        Optional<String> declared = headers.single(TRAILER);
        if (declared.isEmpty()) {
            return Optional.empty();
        }
        Optional<ChecksumAlgorithm> algorithm = ChecksumNames.ofHeader(declared.get().toLowerCase(Locale.ROOT));
        if (algorithm.isEmpty()) {
            throw S3Exception.invalidRequest("The value specified in the x-amz-trailer header is not supported");
        }
        return algorithm;
    }

    /** SDKs name the algorithm beside its value; a name without a value protects nothing and is refused, as S3 does. */
    private static void requireNamed(Headers headers, Map<ChecksumAlgorithm, byte[]> values,
            Optional<ChecksumAlgorithm> inTrailer) throws S3Exception {
        Optional<String> named = headers.single(SDK_ALGORITHM);
        if (named.isEmpty()) {
            return;
        }
        ChecksumAlgorithm algorithm = ChecksumNames.parse(SDK_ALGORITHM, named.get());
        if (!values.containsKey(algorithm) && !inTrailer.equals(Optional.of(algorithm))) {
            throw S3Exception.invalidRequest(SDK_ALGORITHM + " specified, but no corresponding x-amz-checksum-* or"
                    + " x-amz-trailer headers were found.");
        }
    }

    private static byte[] md5(String value) throws S3Exception {
        try {
            return ChecksumNames.decode(ChecksumAlgorithm.MD5, "Content-MD5", value);
        } catch (S3Exception _) {
            throw new S3Exception(S3ErrorCode.INVALID_DIGEST, "The Content-MD5 you specified was invalid.");
        }
    }
}
