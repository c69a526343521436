package io.spillway.gateway.s3.auth;

import java.util.HexFormat;

import io.spillway.gateway.s3.error.S3ErrorCode;
import io.spillway.gateway.s3.error.S3Exception;

/**
 * The chain of signatures over a streamed body: each covers its chunk and the signature before it, the first that of
 * the request. Used by one body, in order.
 */
public final class ChunkSignatures {
    private static final String EMPTY_HASH = Sha256.hex("");

    private final SigningKey key;
    private final String timestamp;
    private final String scope;
    private String previous;

    ChunkSignatures(SigningKey key, String timestamp, String scope, String seed) {
        this.key = key;
        this.timestamp = timestamp;
        this.scope = scope;
        this.previous = seed;
    }

    /** Checks the next chunk, whose bytes have this SHA-256. */
    public void verifyChunk(byte[] sha256, String signature) throws S3Exception {
        verify("AWS4-HMAC-SHA256-PAYLOAD", EMPTY_HASH + "\n" + HexFormat.of().formatHex(sha256), signature);
    }

    /** Checks the trailer, given as {@code name:value\n} lines in the order received. */
    public void verifyTrailer(String canonicalTrailer, String signature) throws S3Exception {
        verify("AWS4-HMAC-SHA256-TRAILER", Sha256.hex(canonicalTrailer), signature);
    }

    private void verify(String kind, String hashes, String signature) throws S3Exception {
        String toSign = kind + "\n" + timestamp + "\n" + scope + "\n" + previous + "\n" + hashes;
        if (!key.verifies(toSign, signature)) {
            throw new S3Exception(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH,
                    "A chunk's or trailer's signature does not match the bytes received and the signature before it");
        }
        previous = signature;
    }
}
