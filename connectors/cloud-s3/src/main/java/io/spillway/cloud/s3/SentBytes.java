package io.spillway.cloud.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReference;

import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudSource;
import io.spillway.cloud.api.CorruptSourceException;
import io.spillway.cloud.api.RunningChecksum;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * A stretch of a source as the body of a request. The SDK takes a failure of the source for one of the network; this
 * remembers it, so that the put can pass it on.
 */
final class SentBytes {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final CloudKey key;
    private final CloudSource source;
    private final long from;
    private final long length;
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

    SentBytes(CloudKey key, CloudSource source, long from, long length) {
        this.key = key;
        this.source = source;
        this.from = from;
        this.length = length;
    }

    RequestBody body() {
        return RequestBody.fromContentProvider(this::stream, length, "application/octet-stream");
    }

    /** Throws what went wrong with the source, if anything did. */
    void rethrow() throws IOException {
        IOException thrown = failure.get();
        if (thrown != null) {
            throw thrown;
        }
    }

    /** Reads the stretch into checksums. */
    void feed(RunningChecksum... checksums) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = new Stretch(source.open(from))) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (RunningChecksum checksum : checksums) {
                    checksum.update(buffer, 0, read);
                }
            }
        }
    }

    private InputStream stream() {
        try {
            return new Stretch(source.open(from));
        } catch (IOException e) {
            failure.set(e);
            throw new UncheckedIOException(e);
        }
    }

    private final class Stretch extends FilterInputStream {
        private long left = length;

        private Stretch(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int at, int room) throws IOException {
            try {
                return readChecked(target, at, room);
            } catch (IOException e) {
                failure.set(e);
                throw e;
            }
        }

        private int readChecked(byte[] target, int at, int room) throws IOException {
            if (left == 0) {
                if (from + length == source.length() && in.read() >= 0) {
                    throw new CorruptSourceException(key, "there are more than " + source.length());
                }
                return -1;
            }
            int read = in.read(target, at, (int) Math.min(room, left));
            if (read < 0) {
                throw new CorruptSourceException(key, "they end " + left + " bytes early");
            }
            left -= read;
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            byte[] skipped = new byte[(int) Math.min(8192, Math.max(1, count))];
            return count <= 0 ? 0 : Math.max(0, read(skipped, 0, skipped.length));
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
