package io.spillway.tier.recall;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.OptionalLong;

import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.cluster.api.object.ObjectSource;

/** The next bytes of a stream, exactly so many, as the store takes them in; the stream stays open behind them. */
final class StreamSource implements ObjectSource {
    private static final int BUFFER_BYTES = 256 * 1024;

    private final InputStream in;
    private final long length;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private long left;

    StreamSource(InputStream in, long length) {
        this.in = in;
        this.length = length;
        this.left = length;
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(length);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (left == 0) {
            return -1;
        }
        int wanted = (int) Math.min(Math.min(left, buffer.length), target.remaining());
        int read = in.read(buffer, 0, wanted);
        if (read < 0) {
            throw new EOFException("the version ended " + left + " bytes early");
        }
        target.put(buffer, 0, read);
        left -= read;
        return read;
    }

    /** The store compares a recalled metachunk with what the directory knows; nothing is to be added. */
    @Override
    public Map<ChecksumAlgorithm, byte[]> expected() {
        return Map.of();
    }
}
