package io.spillway.gateway.s3.http;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.netty.buffer.ByteBuf;
import io.spillway.gateway.s3.body.BodyException;
import io.spillway.gateway.s3.body.BodyReader;
import io.spillway.gateway.s3.error.S3ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The body of one request between its connection's event loop, which puts pieces in, and the request's virtual thread,
 * which reads them. The event loop asks the socket for a piece only while fewer than {@value #CAPACITY} wait here, and
 * before anybody reads for a first one at most, since the request may have to wait for its turn.
 */
final class IncomingBody implements BodyReader {
    /** Pieces are at most one receive buffer each; four keep the socket busy while the store writes one. */
    static final int CAPACITY = 4;

    private final Port port;
    private final Pace pace;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<ByteBuf> pieces = new ArrayDeque<>(CAPACITY);
    private boolean reading;
    private boolean ended;
    private boolean discarded;
    private boolean asking;
    private Optional<IOException> failure = Optional.empty();
    /** Of the reading thread alone. */
    private @Nullable ByteBuf current;
    private boolean continueExpected;

    /** What the body asks of its connection; both return at once. */
    interface Port {
        /** Asks the socket for one more piece. */
        void askForPiece();

        /** Tells a client that waits with its body to go on. */
        void sendContinue();
    }

    IncomingBody(Port port, Pace pace, boolean continueExpected) {
        this.port = port;
        this.pace = pace;
        this.continueExpected = continueExpected;
    }

    /**
     * From the event loop; takes over the piece.
     *
     * @param last whether the body ends with it
     */
    void offer(ByteBuf piece, boolean last) {
        boolean more;
        lock.lock();
        try {
            asking = false;
            ended = last;
            if (discarded || !piece.isReadable()) {
                piece.release();
            } else {
                pieces.add(piece);
            }
            changed.signal();
            more = claimRoom();
        } finally {
            lock.unlock();
        }
        if (more) {
            port.askForPiece();
        }
    }

    /** From the event loop: the body will not be whole. Without effect once it is. */
    void fail(IOException reason) {
        lock.lock();
        try {
            if (!ended && failure.isEmpty()) {
                failure = Optional.of(reason);
                releaseAll();
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Asks for the first piece before anybody reads, so that a small body is there when it is wanted. */
    void prefetch() {
        boolean more;
        lock.lock();
        try {
            more = claimRoom();
        } finally {
            lock.unlock();
        }
        if (more) {
            port.askForPiece();
        }
    }

    /** Whether it is read, or dropped, as fast as it comes. */
    boolean isBeingRead() {
        lock.lock();
        try {
            return reading;
        } finally {
            lock.unlock();
        }
    }

    boolean isEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the client still waits for leave to send its body. */
    boolean isContinueExpected() {
        return continueExpected;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (continueExpected) {
            continueExpected = false;
            port.sendContinue();
        }
        if (current == null) {
            current = take();
            if (current == null) {
                return -1;
            }
        }
        ByteBuf piece = current;
        int count = Math.min(piece.readableBytes(), target.remaining());
        int limit = target.limit();
        piece.readBytes(target.limit(target.position() + count));
        target.limit(limit);
        if (!piece.isReadable()) {
            piece.release();
            current = null;
        }
        return count;
    }

    /** By the reading thread when it is done: what is left of the body, now and later, is dropped. */
    void discard() {
        if (current != null) {
            current.release();
            current = null;
        }
        lock.lock();
        try {
            discarded = true;
            releaseAll();
        } finally {
            lock.unlock();
        }
        askToRead();
    }

    /** The next piece, or null at the end. */
    private @Nullable ByteBuf take() throws IOException {
        askToRead();
        lock.lock();
        try {
            awaitPiece();
            if (failure.isPresent()) {
                throw new EOFException(failure.get().getMessage());
            }
            ByteBuf piece = pieces.poll();
            if (piece != null) {
                pace.moved(piece.readableBytes());
            }
            return piece;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the client, since the gateway closes", e);
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock. */
    private void awaitPiece() throws BodyException, InterruptedException {
        long left = pace.patience();
        long start = pace.now();
        while (left > 0 && pieces.isEmpty() && !ended && failure.isEmpty()) {
            left = changed.awaitNanos(left);
        }
        pace.waitedSince(start);
        if (left <= 0) {
            throw new BodyException(S3ErrorCode.REQUEST_TIMEOUT, Pace.complaint());
        }
    }

    private void askToRead() {
        boolean more;
        lock.lock();
        try {
            reading = true;
            more = claimRoom();
        } finally {
            lock.unlock();
        }
        if (more) {
            port.askForPiece();
        }
    }

    /** Under the lock: whether the caller must ask for a piece; one is asked for at a time. */
    private boolean claimRoom() {
        if (asking || ended || failure.isPresent() || pieces.size() >= (reading ? CAPACITY : 1)) {
            return false;
        }
        asking = true;
        return true;
    }

    private void releaseAll() {
        pieces.forEach(ByteBuf::release);
        pieces.clear();
    }
}
