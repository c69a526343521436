package io.spillway.cloud.b2;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.http.HttpEntity;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.entity.HttpEntityWrapper;

/**
 * Aborts a request whose body the other side does not take: a time limit of the socket bounds only what is read. One write
 * that lasts as long as the limit is a stall; a slow line goes on, since each write is small.
 */
final class StallWatch implements AutoCloseable {
    private static final long NOT_WRITING = -1;
    /** Looks so many times within the limit. */
    private static final int LOOKS = 4;

    private final HttpRequestBase request;
    private final Duration limit;
    private final long begun = System.nanoTime();
    private final AtomicLong writingSince = new AtomicLong(NOT_WRITING);
    private final Thread watching;

    StallWatch(HttpRequestBase request, Duration limit) {
        this.request = request;
        this.limit = limit;
        this.watching = Thread.ofVirtual().name("b2-upload-watch").start(this::watch);
    }

    /** The body, watched while it is written. */
    HttpEntity over(HttpEntity body) {
        return new HttpEntityWrapper(body) {
            @Override
            public void writeTo(OutputStream out) throws IOException {
                super.writeTo(new Watched(out));
            }
        };
    }

    private void watch() {
        try {
            while (!stalls()) {
                Thread.sleep(limit.dividedBy(LOOKS));
            }
            request.abort();
        } catch (InterruptedException _) {
            // The body is out, and its answer is there or has failed.
        }
    }

    private boolean stalls() {
        long since = writingSince.get();
        return since != NOT_WRITING && elapsed() - since >= limit.toNanos();
    }

    private long elapsed() {
        return System.nanoTime() - begun;
    }

    @Override
    public void close() {
        watching.interrupt();
    }

    private final class Watched extends FilterOutputStream {
        private Watched(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[]{(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            writingSince.set(elapsed());
            try {
                out.write(bytes, from, length);
            } finally {
                writingSince.set(NOT_WRITING);
            }
        }
    }
}
