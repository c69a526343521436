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
import io.spillway.cloud.api.CloudContent;
import io.spillway.cloud.api.CloudException;

/**
 * The body of an answer. The SDK hands it to a sink and takes it back when the sink returns; here the sink keeps it, on a
 * virtual thread of its own, until the reader has closed it, and the reader reads meanwhile.
 */
final class B2Content implements CloudContent {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final String doing;
    private final Sink sink;
    private final B2Headers headers;
    private final InputStream body;
    private final long length;
    private long left;

    /** A download by the SDK. */
    interface Download {
        void into(B2ContentSink sink) throws B2Exception;
    }

    private B2Content(String doing, Sink sink, Begun begun) {
        this.doing = doing;
        this.sink = sink;
        this.headers = begun.headers();
        this.body = begun.body();
        this.length = begun.headers().getContentLength();
        this.left = length;
    }

    /** Begins a download and returns when its headers are there. */
    static B2Content open(String doing, Download download) throws CloudException {
        Sink sink = new Sink();
        Thread.ofVirtual().name("b2-download").start(() -> sink.run(download));
        try {
            Begun begun = sink.begun.get();
            if (begun.headers().getValueOrNull(B2Headers.CONTENT_LENGTH) == null) {
                sink.end.complete(End.CUT);
                throw new CloudException.Unavailable(doing + ": the answer does not tell its length",
                        B2Exceptions.RETRY_AFTER);
            }
            return new B2Content(doing, sink, begun);
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
        } catch (IOException e) {
            throw new CloudException.Unavailable(
                    doing + ", cut off " + left + " bytes before the end: " + e.getMessage(), B2Exceptions.RETRY_AFTER,
                    e);
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
        sink.end.complete(left == 0 ? End.REACHED : End.CUT);
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
