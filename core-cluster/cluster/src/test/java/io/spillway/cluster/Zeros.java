package io.spillway.cluster;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.OptionalLong;

import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.cluster.api.object.ObjectSource;

/** A body of zeros whose length is not announced. */
public final class Zeros implements ObjectSource {
    private long left;

    public Zeros(long length) {
        left = length;
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.empty();
    }

    @Override
    public int read(ByteBuffer target) {
        if (left == 0) {
            return -1;
        }
        int step = (int) Math.min(left, target.remaining());
        target.put(new byte[step]);
        left -= step;
        return step;
    }

    @Override
    public Map<ChecksumAlgorithm, byte[]> expected() {
        return Map.of();
    }
}
