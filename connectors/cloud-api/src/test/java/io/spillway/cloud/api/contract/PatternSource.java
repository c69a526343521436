package io.spillway.cloud.api.contract;

import java.io.InputStream;

import io.spillway.cloud.api.Checksum;
import io.spillway.cloud.api.CloudSource;
import io.spillway.cloud.api.RunningChecksum;

/** Many bytes that are made as they are read, different at every offset and for every seed. */
public final class PatternSource implements CloudSource {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final long length;
    private final long seed;
    private final String sha256;

    public PatternSource(long length, long seed) {
        this.length = length;
        this.seed = seed;
        this.sha256 = digest();
    }

    private String digest() {
        RunningChecksum running = RunningChecksum.of(Checksum.Algorithm.SHA256);
        byte[] buffer = new byte[BUFFER_BYTES];
        for (long at = 0; at < length; at += buffer.length) {
            int count = (int) Math.min(buffer.length, length - at);
            fill(buffer, 0, count, at);
            running.update(buffer, 0, count);
        }
        return running.hex();
    }

    private void fill(byte[] target, int from, int count, long offset) {
        for (int i = 0; i < count; i++) {
            long at = offset + i;
            long mixed = ((at >>> 3) + seed) * 0x9E3779B97F4A7C15L;
            target[from + i] = (byte) ((mixed ^ (mixed >>> 29)) >>> (8 * (at & 7)));
        }
    }

    /** The bytes of a range, to compare with. */
    public byte[] bytes(long offset, int count) {
        byte[] bytes = new byte[count];
        fill(bytes, 0, count, offset);
        return bytes;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public String sha256() {
        return sha256;
    }

    @Override
    public InputStream open(long offset) {
        return new InputStream() {
            private long at = offset;

            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int from, int room) {
                if (at == length) {
                    return -1;
                }
                int count = (int) Math.min(room, length - at);
                fill(target, from, count, at);
                at += count;
                return count;
            }
        };
    }
}
