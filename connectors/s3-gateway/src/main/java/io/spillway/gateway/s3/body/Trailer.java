package io.spillway.gateway.s3.body;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.gateway.s3.auth.ChunkSignatures;
import io.spillway.gateway.s3.checksum.ChecksumNames;
import io.spillway.gateway.s3.error.S3ErrorCode;
import io.spillway.gateway.s3.error.S3Exception;

/** Reads the lines behind the last chunk: the checksum that {@code x-amz-trailer} announced, and its signature. */
final class Trailer {
    private static final String SIGNATURE = "x-amz-trailer-signature";

    private Trailer() {}

    /** The announced checksum's bytes, if one was announced; whatever else stands there is refused. */
    static Optional<byte[]> read(LineBuffer lines, Optional<ChecksumAlgorithm> announced,
            Optional<ChunkSignatures> signatures) throws IOException {
        Optional<byte[]> value = Optional.empty();
        String canonical = "";
        if (announced.isPresent()) {
            String name = ChecksumNames.header(announced.get());
            String text = value(lines.line(), name);
            canonical = name + ":" + text + "\n";
            value = Optional.of(decode(announced.get(), name, text));
        }
        if (signatures.isPresent()) {
            verify(signatures.get(), canonical, value(lines.line(), SIGNATURE));
        }
        if (!lines.line().isEmpty()) {
            throw malformed("it holds more than was announced");
        }
        return value;
    }

    private static String value(String line, String name) throws BodyException {
        int colon = line.indexOf(':');
        if (colon < 0 || !line.substring(0, colon).strip().toLowerCase(Locale.ROOT).equals(name)) {
            throw malformed("expected " + name);
        }
        return line.substring(colon + 1).strip();
    }

    private static byte[] decode(ChecksumAlgorithm algorithm, String name, String text) throws BodyException {
        try {
            return ChecksumNames.decode(algorithm, name, text);
        } catch (S3Exception e) {
            throw new BodyException(e);
        }
    }

    private static void verify(ChunkSignatures signatures, String canonical, String signature)
            throws BodyException {
        try {
            signatures.verifyTrailer(canonical, signature);
        } catch (S3Exception e) {
            throw new BodyException(e);
        }
    }

    private static BodyException malformed(String reason) {
        return new BodyException(S3ErrorCode.MALFORMED_TRAILER,
                "The request's trailing headers are not well-formed: " + reason);
    }
}
