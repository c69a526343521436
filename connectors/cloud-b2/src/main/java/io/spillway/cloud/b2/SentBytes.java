package io.spillway.cloud.b2;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;

import com.backblaze.b2.client.contentSources.B2ContentSource;
import io.spillway.cloud.api.SourceStretch;
import org.jspecify.annotations.Nullable;

/** A stretch of a source as the body of an upload. Its SHA-1 goes ahead, so that B2 takes no other bytes. */
final class SentBytes implements B2ContentSource {
    private final SourceStretch stretch;
    private final String sha1;
    private final AtomicBoolean opened = new AtomicBoolean();

    SentBytes(SourceStretch stretch, String sha1) {
        this.stretch = stretch;
        this.sha1 = sha1;
    }

    /** Whether the SDK has come so far as to send something. */
    boolean opened() {
        return opened.get();
    }

    void rethrow() throws IOException {
        stretch.rethrow();
    }

    @Override
    public long getContentLength() {
        return stretch.length();
    }

    @Override
    public String getSha1OrNull() {
        return sha1;
    }

    @Override
    public @Nullable Long getSrcLastModifiedMillisOrNull() {
        return null;
    }

    @Override
    public InputStream createInputStream() throws IOException {
        opened.set(true);
        return new FilterInputStream(stretch.open()) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int from, int room) throws IOException {
                try {
                    return in.read(target, from, room);
                } catch (IOException e) {
                    throw new StreamEnd(e);
                }
            }
        };
    }
}
