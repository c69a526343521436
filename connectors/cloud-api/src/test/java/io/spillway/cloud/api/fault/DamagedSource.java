package io.spillway.cloud.api.fault;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import io.spillway.cloud.api.Checksum;
import io.spillway.cloud.api.ChecksumCalculation;
import io.spillway.cloud.api.CloudSource;

/** A source with one byte turned round, whose digest fits, so that a target takes it. */
record DamagedSource(CloudSource source, long at, String sha256) implements CloudSource {
    static DamagedSource of(CloudSource source, long at) throws IOException {
        DamagedSource damaged = new DamagedSource(source, at, "");
        return new DamagedSource(source, at,
                ChecksumCalculation.like(Checksum.sha256(source.sha256()), damaged).hex());
    }

    @Override
    public long length() {
        return source.length();
    }

    @Override
    public InputStream open(long offset) throws IOException {
        return new FilterInputStream(source.open(offset)) {
            private long next = offset;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int from, int room) throws IOException {
                int read = super.read(target, from, room);
                if (at >= next && at < next + read) {
                    int index = from + (int) (at - next);
                    target[index] = (byte) ~target[index];
                }
                next += Math.max(0, read);
                return read;
            }
        };
    }
}
