package io.spillway.gateway.s3.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCounted;
import io.netty.util.concurrent.Future;
import io.spillway.cluster.api.object.FileStretch;
import io.spillway.cluster.api.object.ObjectContent;
import io.spillway.cluster.api.object.ObjectStoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one answer from its request's virtual thread, its body in pieces. Bytes that lie in a file are checked there and
 * sent out of it by the system; all others go through pooled direct buffers. At most {@value #IN_FLIGHT} pieces wait for
 * the client at once, and a client that takes them too slowly loses its connection.
 */
final class ResponseWriter {
    private static final Logger LOG = LoggerFactory.getLogger(ResponseWriter.class);
    /** One being filled, one being sent, one on its way between the threads. */
    static final int IN_FLIGHT = 3;
    /** For an answer of fewer bytes a second opening of the file costs more than their copy. */
    private static final int LEAST_SENT_UNREAD = 64 << 10;

    private final Channel channel;
    private final Pace pace;
    private final Semaphore room = new Semaphore(IN_FLIGHT);
    /** Bytes that the client has taken and that its pace has not been credited with. */
    private final AtomicInteger taken = new AtomicInteger();
    private volatile @Nullable Throwable failure;
    private boolean started;

    ResponseWriter(Channel channel, Pace pace) {
        this.channel = channel;
        this.pace = pace;
    }

    /** Writes an answer whose body is in memory, and returns when the socket has taken it. */
    void write(HttpResponse head, byte[] body) throws IOException {
        takeRoom();
        started = true;
        channel.eventLoop().execute(() -> {
            var _ = channel.write(head);
            var _ = channel.writeAndFlush(new DefaultLastHttpContent(Unpooled.wrappedBuffer(body)),
                    giveRoomBack(body.length));
        });
        awaitAllSent();
    }

    /**
     * Writes an answer with the bytes of an object, and returns when the socket has taken them. The first piece is
     * checked before the head is written: an object whose first bytes are out of reach is still answered by an error.
     */
    void write(HttpResponse head, ObjectContent content, long length) throws IOException, ObjectStoreException {
        boolean unread = length >= LEAST_SENT_UNREAD;
        long left = length;
        do {
            takeRoom();
            Piece piece = unread ? piece(content, left) : filled(content, left);
            left -= piece.bytes();
            boolean withHead = !started;
            boolean last = left == 0;
            started = true;
            hand(piece, () -> {
                if (withHead) {
                    var _ = channel.write(head);
                }
                send(piece, last);
            });
        } while (left > 0);
        awaitAllSent();
    }

    /** Some of a body. */
    private sealed interface Piece {
        int bytes();

        ReferenceCounted message();
    }

    private record Unread(StretchRegion message, int bytes) implements Piece {}

    private record Filled(ByteBuf message, int bytes) implements Piece {}

    private Piece piece(ObjectContent content, long left) throws IOException, ObjectStoreException {
        Optional<FileStretch> stretch = content.stretch();
        return stretch.isPresent()
                ? new Unread(new StretchRegion(stretch.get()), stretch.get().length())
                : filled(content, left);
    }

    private Piece filled(ObjectContent content, long left) throws IOException, ObjectStoreException {
        ByteBuf buffer = fill(content, left);
        return new Filled(buffer, buffer.readableBytes());
    }

    private void hand(Piece piece, Runnable send) {
        try {
            channel.eventLoop().execute(send);
        } catch (RejectedExecutionException e) {
            piece.message().release();
            throw e;
        }
    }

    private void send(Piece piece, boolean last) {
        switch (piece) {
            case Filled(ByteBuf buffer, int _) -> {
                HttpContent content = last ? new DefaultLastHttpContent(buffer) : new DefaultHttpContent(buffer);
                var _ = channel.writeAndFlush(content, giveRoomBack(piece.bytes()));
            }
            case Unread(StretchRegion region, int _) when last -> {
                var _ = channel.write(region).addListener(this::noteFailure).addListener(this::warnOfFile);
                var _ = channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT, giveRoomBack(piece.bytes()));
            }
            case Unread(StretchRegion region, int _) -> {
                var _ = channel.writeAndFlush(region, giveRoomBack(piece.bytes())).addListener(this::warnOfFile);
            }
        }
    }

    /** Whether some of an answer has left, so that no other can follow. */
    boolean isStarted() {
        return started;
    }

    private ByteBuf fill(ObjectContent content, long left) throws IOException, ObjectStoreException {
        int size = (int) Math.min(ObjectContent.PREFERRED_BUFFER, left);
        ByteBuf buffer = channel.alloc().directBuffer(size, size);
        boolean filled = false;
        try {
            ByteBuffer target = buffer.nioBuffer(0, size);
            while (target.hasRemaining()) {
                if (content.read(target) < 0) {
                    throw new IOException("the store gave fewer bytes of " + content.stat().ref() + " than it holds");
                }
            }
            buffer.writerIndex(size);
            filled = true;
            return buffer;
        } finally {
            if (!filled) {
                buffer.release();
            }
        }
    }

    private ChannelPromise giveRoomBack(int bytes) {
        ChannelPromise promise = channel.newPromise();
        var _ = promise.addListener(sent -> {
            noteFailure(sent);
            taken.addAndGet(bytes);
            room.release();
        });
        return promise;
    }

    private void noteFailure(Future<?> sent) {
        if (sent.cause() != null && failure == null) {
            failure = sent.cause();
        }
    }

    /** Nobody else hears of a file that cannot be read any more between its check and its sending. */
    private void warnOfFile(Future<?> sent) {
        Throwable cause = sent.cause();
        if (cause != null && !isOfTheConnection(cause)) {
            LOG.warn("an answer to {} was cut off, since its file could not be sent: {}", channel.remoteAddress(),
                    cause.getMessage());
        }
    }

    private static boolean isOfTheConnection(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return cause instanceof ClosedChannelException || message.contains("Broken pipe")
                || message.contains("Connection reset");
    }

    private void awaitAllSent() throws IOException {
        for (int place = 0; place < IN_FLIGHT; place++) {
            takeRoom();
        }
    }

    private void takeRoom() throws IOException {
        long patience = pace.patience();
        long start = pace.now();
        try {
            if (patience <= 0 || !room.tryAcquire(patience, TimeUnit.NANOSECONDS)) {
                throw new IOException("the client took the answer too slowly");
            }
            pace.waitedSince(start);
            pace.moved(taken.getAndSet(0));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while writing an answer, since the gateway closes", e);
        }
        Throwable failed = failure;
        if (failed != null) {
            throw new IOException("the answer was not sent whole: " + failed.getMessage(), failed);
        }
    }
}
