package io.spillway.cloud.api.contract;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import io.spillway.cloud.api.CloudSource;

/** A source that cannot be read past an offset. */
public record FailingSource(CloudSource whole, long failsAt) implements CloudSource {
    public static final String MESSAGE = "the disk of the source failed";

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
                if (at >= failsAt) {
                    throw new IOException(MESSAGE);
                }
                int read = super.read(target, from, (int) Math.min(room, failsAt - at));
                at += Math.max(0, read);
                return read;
            }
        };
    }
}
