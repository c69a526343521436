package io.spillway.gateway.s3.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import io.spillway.cluster.api.object.ByteRange;
import io.spillway.cluster.api.object.ObjectContent;
import io.spillway.cluster.api.object.ObjectStat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** What a client is given that takes its answer at a rate of the test's own, by a clock that only the test moves. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ResponseWriterTest {
    private static final int PIECES = 8;
    private static final long LEAST_RATE = 16 << 10;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final GatewayLimits LIMITS = new GatewayLimits(1, 1, LEAST_RATE,
            new GatewayLimits.Patience(HOUR, HOUR, Duration.ofSeconds(30), HOUR, HOUR));

    private final AtomicLong now = new AtomicLong();
    /** How often the writer has looked at the clock, which it does before and behind each wait. */
    private final AtomicInteger looks = new AtomicInteger();
    private final Socket socket = new Socket();
    private final EmbeddedChannel channel = new EmbeddedChannel(socket);
    private final ResponseWriter writer = new ResponseWriter(channel, new Pace(LIMITS, this::look));

    private long look() {
        looks.incrementAndGet();
        return now.get();
    }

    /** Takes nothing until the test says so. */
    private static final class Socket extends ChannelOutboundHandlerAdapter {
        private final Queue<ChannelPromise> waiting = new ArrayDeque<>();

        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            ReferenceCountUtil.release(message);
            if (message instanceof HttpResponse) {
                promise.setSuccess();
            } else {
                waiting.add(promise);
            }
        }
    }

    /** Zeros, without end. */
    private static final class Zeros implements ObjectContent {
        @Override
        public int read(ByteBuffer target) {
            int count = target.remaining();
            target.position(target.limit());
            return count;
        }

        @Override
        public ObjectStat stat() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void select(ByteRange range) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    @Test
    void whoTakesAnAnswerAtTheLeastRateGetsItToItsEnd() throws Exception {
        CompletableFuture<Void> written = new CompletableFuture<>();
        int atFirst = looks.get();
        Thread request = Thread.ofPlatform().daemon().start(() -> {
            try {
                writer.write(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK), new Zeros(),
                        (long) PIECES * ObjectContent.PREFERRED_BUFFER);
                written.complete(null);
            } catch (Exception e) {
                written.completeExceptionally(e);
            }
        });
        long ofOnePiece = TimeUnit.SECONDS.toNanos(ObjectContent.PREFERRED_BUFFER / LEAST_RATE);

        int taken = 0;
        int looked = atFirst;
        while (untilItWaitsAgain(request, looked)) {
            looked = looks.get();
            channel.runPendingTasks();
            now.addAndGet(ofOnePiece);
            socket.waiting.remove().setSuccess();
            taken++;
        }

        assertThat(written).isCompleted();
        assertThat(taken).isEqualTo(PIECES);
    }

    /** Until the thread waits and has looked at the clock since; false once it has ended. */
    private boolean untilItWaitsAgain(Thread thread, int looked) throws InterruptedException {
        while (thread.isAlive() && (thread.getState() != Thread.State.TIMED_WAITING || looks.get() == looked)) {
            Thread.sleep(1);
        }
        return thread.isAlive();
    }
}
