package io.spillway.cloud.api;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of a source on its way into an adapter's SDK. SDKs take a failure of the source for one of the network; this
 * remembers it, so that the put can pass it on. It may be opened again and by several threads.
 */
public final class SourceStretch {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final CloudKey key;
    private final CloudSource source;
    private final long from;
    private final long length;
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

    /**
     * @param key that the source is put under, for messages
     * @param from offset in the source, 0 or more
     * @param length in bytes, 0 or more; from and length stay within the source
     */
    public SourceStretch(CloudKey key, CloudSource source, long from, long length) {
        this.key = key;
        this.source = source;
        this.from = from;
        this.length = length;
    }

    /** In bytes. */
    public long length() {
        return length;
    }

    /**
     * The stretch's bytes, and no other. One that ends with the source also looks whether the source has more.
     *
     * @throws CorruptSourceException while reading, if the source has fewer or more bytes than it says
     */
    public InputStream open() throws IOException {
        try {
            return new Stretch(source.open(from));
        } catch (IOException e) {
            failure.set(e);
            throw e;
        }
    }

    /** Throws what went wrong with the source since it was first opened, if anything did. */
    public void rethrow() throws IOException {
        IOException thrown = failure.get();
        if (thrown != null) {
            throw thrown;
        }
    }

    /** Reads the stretch into checksums. */
    public void feed(RunningChecksum... checksums) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = open()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (RunningChecksum checksum : checksums) {
                    checksum.update(buffer, 0, read);
                }
            }
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
