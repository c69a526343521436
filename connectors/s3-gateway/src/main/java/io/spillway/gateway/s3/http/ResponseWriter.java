package io.spillway.gateway.s3.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.spillway.cluster.api.object.FileStretch;
import io.spillway.cluster.api.object.ObjectContent;
import io.spillway.cluster.api.object.ObjectStoreException;

/**
 * Writes one answer from its request's virtual thread. The bytes of an object go out of their file by the system's own
 * copy where they lie in one, after they were checked there, and through pooled direct buffers otherwise; of either
 * at most {@value #IN_FLIGHT} wait for the client at once. A client that takes them too slowly loses its
 * connection.
 */
final class ResponseWriter {
    /** One being filled, one being sent, one on its way between the threads. */
    static final int IN_FLIGHT = 3;
    /** Fewer bytes are sent sooner than a file is opened to send them. */
    private static final int LEAST_STRETCH = 64 << 10;

    private final Channel channel;
    private final Pace pace;
    private final Semaphore room = new Semaphore(IN_FLIGHT);
    private volatile boolean broken;
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
            var _ = channel.writeAndFlush(new DefaultLastHttpContent(Unpooled.wrappedBuffer(body)), giveRoomBack());
        });
        awaitAllSent();
    }

    /**
     * Writes an answer with the bytes of an object, and returns when the socket has taken them. The first buffer is
     * read before the head is written: an object whose first bytes are out of reach is still answered by an error.
     */
    void write(HttpResponse head, ObjectContent content, long length) throws IOException, ObjectStoreException {
        long left = length;
        do {
            takeRoom();
            Piece piece = piece(content, left);
            left -= piece.bytes();
            pace.moved(piece.bytes());
            boolean withHead = !started;
            boolean last = left == 0;
            started = true;
            channel.eventLoop().execute(() -> {
                if (withHead) {
                    var _ = channel.write(head);
                }
                send(piece.message(), last);
            });
        } while (left > 0);
        awaitAllSent();
    }

    private void send(Object message, boolean last) {
        if (last) {
            var _ = channel.write(message);
            var _ = channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT, giveRoomBack());
        } else {
            var _ = channel.writeAndFlush(message, giveRoomBack());
        }
    }

    /** Some of the body: a {@link StretchRegion} or a buffer. */
    private record Piece(Object message, int bytes) {}

    private Piece piece(ObjectContent content, long left) throws IOException, ObjectStoreException {
        if (left >= LEAST_STRETCH) {
            Optional<FileStretch> stretch = content.stretch();
            if (stretch.isPresent()) {
                return new Piece(new StretchRegion(stretch.get()), stretch.get().length());
            }
        }
        ByteBuf buffer = fill(content, left);
        return new Piece(new DefaultHttpContent(buffer), buffer.readableBytes());
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

    private ChannelPromise giveRoomBack() {
        ChannelPromise promise = channel.newPromise();
        var _ = promise.addListener(sent -> {
            if (!sent.isSuccess()) {
                broken = true;
            }
            room.release();
        });
        return promise;
    }

    private void awaitAllSent() throws IOException {
        for (int taken = 0; taken < IN_FLIGHT; taken++) {
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
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while writing an answer, since the gateway closes", e);
        }
        if (broken) {
            throw new IOException("the client went away before the whole answer was sent");
        }
    }
}
