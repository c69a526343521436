package io.spillway.cloud.s3;

import java.io.IOException;
import java.nio.ByteBuffer;

import io.spillway.cloud.api.CloudContent;
import io.spillway.cloud.api.CloudException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The body of an answer. */
final class S3Content implements CloudContent {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final String doing;
    private final ResponseInputStream<GetObjectResponse> body;
    private final long length;
    private long left;

    S3Content(String doing, ResponseInputStream<GetObjectResponse> body, long length) {
        this.doing = doing;
        this.body = body;
        this.length = length;
        this.left = length;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public int read(ByteBuffer target) throws CloudException {
        if (left == 0) {
            return -1;
        }
        int wanted = (int) Math.min(target.remaining(), left);
        int read;
        try {
            read = target.hasArray() ? readInto(target, wanted) : readThrough(target, wanted);
        } catch (IOException | SdkException e) {
            throw S3Exceptions.unanswered(doing + ", cut off " + left + " bytes before the end",
                    S3Exceptions.Effect.NONE, e);
        }
        if (read <= 0) {
            throw new CloudException.Corrupt(doing + ": the answer ended " + left + " bytes before its length");
        }
        left -= read;
        return read;
    }

    private int readInto(ByteBuffer target, int wanted) throws IOException {
        int read = body.read(target.array(), target.arrayOffset() + target.position(), wanted);
        target.position(target.position() + Math.max(0, read));
        return read;
    }

    private int readThrough(ByteBuffer target, int wanted) throws IOException {
        byte[] buffer = new byte[Math.min(BUFFER_BYTES, wanted)];
        int read = body.read(buffer, 0, buffer.length);
        target.put(buffer, 0, Math.max(0, read));
        return read;
    }

    /** Bytes that nobody wants are not waited for: the connection goes with them. */
    @Override
    public void close() {
        if (left > 0) {
            body.abort();
            return;
        }
        try {
            body.close();
        } catch (IOException _) {
            // Every byte has come: how the connection ends does not matter.
        }
    }
}
