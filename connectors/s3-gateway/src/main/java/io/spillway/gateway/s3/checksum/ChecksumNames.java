package io.spillway.gateway.s3.checksum;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.spillway.cluster.api.object.Checksum;
import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.gateway.s3.error.S3Exception;

/** How S3 names checksum algorithms and writes their values. */
public final class ChecksumNames {
    /** The algorithms of {@code x-amz-checksum-*}; MD5 has a header of its own. */
    public static final List<ChecksumAlgorithm> ADDITIONAL = Arrays.stream(ChecksumAlgorithm.values())
            .filter(algorithm -> algorithm != ChecksumAlgorithm.MD5).toList();

    private ChecksumNames() {}

    public static String header(ChecksumAlgorithm algorithm) {
        return "x-amz-checksum-" + algorithm.name().toLowerCase(Locale.ROOT);
    }

    public static String element(ChecksumAlgorithm algorithm) {
        return "Checksum" + algorithm.name();
    }

    public static Optional<ChecksumAlgorithm> ofHeader(String name) {
        return ADDITIONAL.stream().filter(algorithm -> header(algorithm).equals(name)).findFirst();
    }

    public static Optional<ChecksumAlgorithm> ofElement(String name) {
        return ADDITIONAL.stream().filter(algorithm -> element(algorithm).equals(name)).findFirst();
    }

    /** The algorithm that a header such as {@code x-amz-checksum-algorithm} names. */
    public static ChecksumAlgorithm parse(String header, String value) throws S3Exception {
        return ADDITIONAL.stream().filter(algorithm -> algorithm.name().equalsIgnoreCase(value)).findFirst()
                .orElseThrow(() -> S3Exception.invalidRequest("Value for " + header + " header is invalid; "
                        + "it is one of " + ADDITIONAL));
    }

    /** The bytes of a value in base64; anything that is not exactly one of the algorithm's length is refused. */
    public static byte[] decode(ChecksumAlgorithm algorithm, String name, String value) throws S3Exception {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(value);
        } catch (IllegalArgumentException _) {
            throw S3Exception.invalidRequest("Value for " + name + " is not base64.");
        }
        if (bytes.length != algorithm.length()) {
            throw S3Exception.invalidRequest("Value for " + name + " header is invalid.");
        }
        return bytes;
    }

    /** The value as S3 answers it; that of a composite checksum names the number of parts. */
    public static String encode(Checksum checksum, int parts) {
        String value = Base64.getEncoder().encodeToString(checksum.bytes());
        return switch (checksum.kind()) {
            case FULL_OBJECT -> value;
            case COMPOSITE -> value + "-" + parts;
        };
    }
}
