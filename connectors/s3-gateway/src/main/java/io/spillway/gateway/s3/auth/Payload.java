package io.spillway.gateway.s3.auth;

import java.util.HexFormat;
import java.util.regex.Pattern;

import io.spillway.gateway.s3.error.S3Exception;

/** What {@code x-amz-content-sha256} says of the body: its hash, or how it is framed and signed. */
public sealed interface Payload {
    Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** The body as it is, with this SHA-256. */
    @SuppressWarnings("ArrayRecordComponent") // compared by MessageDigest.isEqual only
    record Hashed(byte[] sha256) implements Payload {}

    /** The body as it is, covered by no signature. */
    record Unsigned() implements Payload {}

    /** {@code aws-chunked}, each chunk signed. */
    record SignedChunks() implements Payload {}

    /** {@code aws-chunked}, each chunk and the trailer signed. */
    record SignedChunksAndTrailer() implements Payload {}

    /** {@code aws-chunked} with a trailer, neither signed. */
    record UnsignedChunksAndTrailer() implements Payload {}

    static Payload parse(String header) throws S3Exception {
        return switch (header) {
            case "UNSIGNED-PAYLOAD" -> new Unsigned();
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" -> new SignedChunks();
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" -> new SignedChunksAndTrailer();
            case "STREAMING-UNSIGNED-PAYLOAD-TRAILER" -> new UnsignedChunksAndTrailer();
            // The forms of Signature Version 4A, whose keys this gateway does not have.
            case "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD", "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER" ->
                throw S3Exception.notImplemented("x-amz-content-sha256: " + header);
            case String hash -> {
                if (!SHA256.matcher(hash).matches()) {
                    throw S3Exception.invalidArgument("x-amz-content-sha256", hash,
                            "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, a STREAMING- form,"
                                    + " or a valid sha256 value.");
                }
                yield new Hashed(HexFormat.of().parseHex(hash));
            }
        };
    }
}
