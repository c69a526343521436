package io.spillway.cloud.s3;

import java.io.IOException;
import java.nio.ByteBuffer;

import io.spillway.cloud.api.AnswerBody;
import io.spillway.cloud.api.CloudContent;
import io.spillway.cloud.api.CloudException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The body of an answer. */
final class S3Content implements CloudContent {
    private final String doing;
    private final ResponseInputStream<GetObjectResponse> stream;
    private final AnswerBody body;

    S3Content(String doing, ResponseInputStream<GetObjectResponse> stream, long length) {
        this.doing = doing;
        this.stream = stream;
        this.body = new AnswerBody(doing, stream, length);
    }

    @Override
    public long length() {
        return body.length();
    }

    @Override
    public int read(ByteBuffer target) throws CloudException {
        try {
            return body.read(target);
        } catch (IOException | SdkException e) {
            throw S3Exceptions.unanswered(doing + ", cut off " + body.left() + " bytes before the end",
                    S3Exceptions.Effect.NONE, e);
        }
    }

    /** Bytes that nobody wants are not waited for: the connection goes with them. */
    @Override
    public void close() {
        if (body.left() > 0) {
            stream.abort();
            return;
        }
        try {
            stream.close();
        } catch (IOException _) {
            // Every byte has come: how the connection ends does not matter.
        }
    }
}
