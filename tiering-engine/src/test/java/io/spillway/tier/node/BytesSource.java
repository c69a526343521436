package io.spillway.tier.node;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.OptionalLong;

import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.cluster.api.object.ObjectSource;

/** Bytes of an array as a client's body. */
public final class BytesSource implements ObjectSource {
    private final ByteBuffer left;

    public BytesSource(byte[] bytes) {
        left = ByteBuffer.wrap(bytes);
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(left.capacity());
    }

    @Override
    public int read(ByteBuffer target) {
        if (!left.hasRemaining()) {
            return -1;
        }
        int read = Math.min(left.remaining(), target.remaining());
        target.put(left.slice(left.position(), read));
        left.position(left.position() + read);
        return read;
    }

    @Override
    public Map<ChecksumAlgorithm, byte[]> expected() {
        return Map.of();
    }
}
