package io.spillway.gateway.s3.body;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

import io.spillway.gateway.s3.auth.Sha256;
import io.spillway.gateway.s3.error.S3ErrorCode;

/** A body whose SHA-256 was signed; its end is not reached unless the hash is right. */
final class HashedReader implements BodyReader {
    private final BodyReader raw;
    private final byte[] expected;
    private final MessageDigest digest = Sha256.digest();
    private boolean proven;

    HashedReader(BodyReader raw, byte[] expected) {
        this.raw = raw;
        this.expected = expected;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (proven) {
            return -1;
        }
        int start = target.position();
        int count = raw.read(target);
        if (count > 0) {
            digest.update(target.duplicate().flip().position(start));
        } else if (!MessageDigest.isEqual(digest.digest(), expected)) {
            throw new BodyException(S3ErrorCode.X_AMZ_CONTENT_SHA256_MISMATCH,
                    "The provided 'x-amz-content-sha256' header does not match what was computed.");
        } else {
            proven = true;
        }
        return count;
    }
}
