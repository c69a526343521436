package io.spillway.cloud.api;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** A few bytes as a source. */
public final class BytesSource implements CloudSource {
    private final byte[] bytes;

    public BytesSource(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public String sha256() {
        RunningChecksum sha256 = RunningChecksum.of(Checksum.Algorithm.SHA256);
        sha256.update(bytes, 0, bytes.length);
        return sha256.hex();
    }

    @Override
    public InputStream open(long offset) {
        return new ByteArrayInputStream(bytes, Math.toIntExact(offset), bytes.length);
    }
}
