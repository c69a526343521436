package io.spillway.cloud.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** The bytes of an answer as an SDK streams them, counted and put into buffers as {@link CloudContent#read} says. */
public final class AnswerBody {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final String doing;
    private final InputStream in;
    private final long length;
    private long left;

    /**
     * @param doing what is read, for messages
     * @param length that the answer has announced, in bytes, 0 or more
     */
    public AnswerBody(String doing, InputStream in, long length) {
        this.doing = doing;
        this.in = in;
        this.length = length;
        this.left = length;
    }

    /** In bytes, as announced. */
    public long length() {
        return length;
    }

    /** Bytes that are still to come. */
    public long left() {
        return left;
    }

    /**
     * Reads at least one byte into the buffer, which has room; -1 once all have come.
     *
     * @throws IOException of the stream; the SDK may throw exceptions of its own too
     * @throws CloudException.Corrupt if the stream ends before its length
     */
    public int read(ByteBuffer target) throws IOException, CloudException {
        if (left == 0) {
            return -1;
        }
        int wanted = (int) Math.min(target.remaining(), left);
        int read = target.hasArray() ? readInto(target, wanted) : readThrough(target, wanted);
        if (read <= 0) {
            throw new CloudException.Corrupt(doing + ": the answer ended " + left + " bytes before its length");
        }
        left -= read;
        return read;
    }

    private int readInto(ByteBuffer target, int wanted) throws IOException {
        int read = in.read(target.array(), target.arrayOffset() + target.position(), wanted);
        target.position(target.position() + Math.max(0, read));
        return read;
    }

    private int readThrough(ByteBuffer target, int wanted) throws IOException {
        byte[] buffer = new byte[Math.min(BUFFER_BYTES, wanted)];
        int read = in.read(buffer, 0, buffer.length);
        target.put(buffer, 0, Math.max(0, read));
        return read;
    }
}
