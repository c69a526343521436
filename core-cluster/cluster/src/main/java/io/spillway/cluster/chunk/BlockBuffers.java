package io.spillway.cluster.chunk;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A bounded pool of direct buffers of one block each. Direct memory is slow to make and returned to the system late,
 * so buffers are made once and kept.
 */
public final class BlockBuffers {
    private final Semaphore permits;
    private final Duration patience;
    private final ConcurrentLinkedDeque<ByteBuffer> free = new ConcurrentLinkedDeque<>();

    /**
     * @param bound most buffers in use at once
     * @param patience how long a caller waits for one
     */
    public BlockBuffers(int bound, Duration patience) {
        permits = new Semaphore(bound);
        this.patience = patience;
    }

    /** An empty buffer, or none if all were in use for too long. To be given back once. */
    public Optional<ByteBuffer> take() {
        try {
            if (!permits.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        return Optional.of(keptOrNew());
    }

    /** The same without waiting. */
    public Optional<ByteBuffer> takeIfFree() {
        return permits.tryAcquire() ? Optional.of(keptOrNew()) : Optional.empty();
    }

    private ByteBuffer keptOrNew() {
        ByteBuffer buffer = free.pollFirst();
        return buffer == null ? ByteBuffer.allocateDirect(BlockChecksums.BLOCK_BYTES) : buffer.clear();
    }

    public void give(ByteBuffer buffer) {
        free.addFirst(buffer);
        permits.release();
    }
}
