package io.spillway.cloud.api.contract;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;

import io.spillway.cloud.api.CloudSource;

/**
 * A source that can no longer be read past an offset.
 *
 * @param hasFailed whether the fault is there yet; asked at every read
 */
public record FailingSource(CloudSource whole, long failsAt, BooleanSupplier hasFailed) implements CloudSource {
    public static final String MESSAGE = "the disk of the source failed";

    /** One that fails from the beginning. */
    public FailingSource(CloudSource whole, long failsAt) {
        this(whole, failsAt, () -> true);
    }

    @Override
    public long length() {
        return whole.length();
    }

    @Override
    public String sha256() {
        return whole.sha256();
    }

    @Override
    public InputStream open(long offset) throws IOException {
        return new FilterInputStream(whole.open(offset)) {
            private long at = offset;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int from, int room) throws IOException {
                boolean failed = hasFailed.getAsBoolean();
                if (failed && at >= failsAt) {
                    throw new IOException(MESSAGE);
                }
                int read = super.read(target, from, failed ? (int) Math.min(room, failsAt - at) : room);
                at += Math.max(0, read);
                return read;
            }
        };
    }
}
