package io.spillway.cluster.api.object;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.OptionalLong;

/** A body from memory, with the announced length, expected checksums and failures that a test wants. */
public final class BytesSource implements ObjectSource {
    private final ByteBuffer body;
    private final OptionalLong announced;
    private final Map<ChecksumAlgorithm, byte[]> expected;
    private final int step;
    private final boolean breaks;
    private final Thread maker = Thread.currentThread();
    private boolean ended;
    private boolean touched;

    private BytesSource(byte[] body, OptionalLong announced, Map<ChecksumAlgorithm, byte[]> expected, int step,
            boolean breaks) {
        this.body = ByteBuffer.wrap(body);
        this.announced = announced;
        this.expected = expected;
        this.step = step;
        this.breaks = breaks;
    }

    public static BytesSource of(byte[] body) {
        return new BytesSource(body, OptionalLong.of(body.length), Map.of(), Integer.MAX_VALUE, false);
    }

    /** The same body, announced with this length, which may be wrong. */
    BytesSource announcing(OptionalLong length) {
        return new BytesSource(body.array(), length, expected, step, breaks);
    }

    BytesSource expecting(Map<ChecksumAlgorithm, byte[]> checksums) {
        return new BytesSource(body.array(), announced, checksums, step, breaks);
    }

    /** Gives at most so many bytes for each read. */
    BytesSource inStepsOf(int bytes) {
        return new BytesSource(body.array(), announced, expected, bytes, breaks);
    }

    /** Throws {@link ClientWentAway} where the body's end would be. */
    BytesSource breaking() {
        return new BytesSource(body.array(), announced, expected, step, true);
    }

    /** Whether the store has tried to read. */
    boolean touched() {
        return touched;
    }

    @Override
    public OptionalLong length() {
        return announced;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        touched = true;
        if (!Thread.currentThread().equals(maker)) {
            throw new AssertionError("the source was read by " + Thread.currentThread() + ", not by its caller");
        }
        if (!body.hasRemaining()) {
            return end();
        }
        int count = Math.min(Math.min(step, body.remaining()), target.remaining());
        target.put(body.slice(body.position(), count));
        body.position(body.position() + count);
        return count;
    }

    private int end() throws IOException {
        if (breaks) {
            throw new ClientWentAway();
        }
        ended = true;
        return -1;
    }

    @Override
    public Map<ChecksumAlgorithm, byte[]> expected() {
        if (!ended) {
            throw new AssertionError("the checksums were asked for before the body's end, where trailers come");
        }
        return expected;
    }

    static final class ClientWentAway extends IOException {
        ClientWentAway() {
            super("the client went away");
        }
    }
}
