package io.spillway.gateway.s3.body;

import java.io.IOException;

import io.spillway.gateway.s3.error.S3ErrorCode;
import io.spillway.gateway.s3.error.S3Exception;

/** A fault in a body, which passes through the store as an IOException and is answered by the error inside. */
public final class BodyException extends IOException {
    private final transient S3Exception error;

    public BodyException(S3Exception error) {
        super(error.text(), error);
        this.error = error;
    }

    public BodyException(S3ErrorCode code, String message) {
        this(new S3Exception(code, message));
    }

    public S3Exception error() {
        return error;
    }
}
