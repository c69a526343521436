package io.spillway.cloud.b2;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import com.backblaze.b2.client.contentHandlers.B2ContentSink;
import com.backblaze.b2.client.contentSources.B2Headers;
import com.backblaze.b2.client.exceptions.B2Exception;
import io.spillway.cloud.api.AnswerBody;
import io.spillway.cloud.api.CloudContent;
import io.spillway.cloud.api.CloudException;

/**
 * The body of an answer. The SDK hands it to a sink and takes it back when the sink returns; here the sink keeps it, on a
 * virtual thread of its own, until the reader has closed it, and the reader reads meanwhile.
 */
final class B2Content implements CloudContent {
    private static final String LENGTH = "[0-9]{1,15}";

    private final String doing;
    private final Sink sink;
    private final B2Headers headers;
    private final AnswerBody body;

    /** A download by the SDK. */
    interface Download {
        void into(B2ContentSink sink) throws B2Exception;
    }

    private B2Content(String doing, Sink sink, B2Headers headers, AnswerBody body) {
        this.doing = doing;
        this.sink = sink;
        this.headers = headers;
        this.body = body;
    }

    /** Begins a download and returns when its headers are there. */
    static B2Content open(String doing, Download download) throws CloudException {
        Sink sink = new Sink();
        Thread.ofVirtual().name("b2-download").start(() -> sink.run(download));
        try {
            Begun begun = sink.begun.get();
            String length = begun.headers().getValueOrNull(B2Headers.CONTENT_LENGTH);
            if (length == null || !length.matches(LENGTH)) {
                sink.end.complete(End.CUT);
                throw new CloudException.Unavailable(doing + ": the answer does not tell its length",
                        B2Exceptions.RETRY_AFTER);
            }
            return new B2Content(doing, sink, begun.headers(),
                    new AnswerBody(doing, begun.body(), Long.parseLong(length)));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof B2Exception fault) {
                throw B2Exceptions.translated(doing, B2Exceptions.Effect.NONE, fault);
            }
            throw new IllegalStateException(doing, e.getCause());
        } catch (InterruptedException e) {
            sink.end.complete(End.CUT);
            Thread.currentThread().interrupt();
            throw new CloudException.Unavailable(doing + ": interrupted", Duration.ZERO, e);
        }
    }

    B2Headers headers() {
        return headers;
    }

    @Override
    public long length() {
        return body.length();
    }

    @Override
    public int read(ByteBuffer target) throws CloudException {
        try {
            return body.read(target);
        } catch (IOException e) {
            throw new CloudException.Unavailable(
                    doing + ", cut off " + body.left() + " bytes before the end: " + e.getMessage(),
                    B2Exceptions.RETRY_AFTER, e);
        }
    }

    /** Bytes that nobody wants are not waited for: the connection goes with them. */
    @Override
    public void close() {
        sink.end.complete(body.left() == 0 ? End.REACHED : End.CUT);
    }

    private enum End {
        REACHED, CUT
    }

    private record Begun(B2Headers headers, InputStream body) {}

    private static final class Sink implements B2ContentSink {
        private final CompletableFuture<Begun> begun = new CompletableFuture<>();
        private final CompletableFuture<End> end = new CompletableFuture<>();

        private void run(Download download) {
            try {
                download.into(this);
            } catch (B2Exception | RuntimeException | Error e) {
                // Where the body has begun its reader has met the fault already, or has left.
                begun.completeExceptionally(e);
            }
        }

        @Override
        public void readContent(B2Headers headers, InputStream body) throws IOException {
            if (!begun.complete(new Begun(headers, body))) {
                throw new StreamEnd("a body that has begun is not begun again");
            }
            if (end.join() == End.CUT) {
                throw new StreamEnd("the reader has left");
            }
        }
    }
}
