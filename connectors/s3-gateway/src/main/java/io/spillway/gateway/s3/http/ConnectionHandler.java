package io.spillway.gateway.s3.http;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection, on its event loop: takes a request, starts its thread, passes pieces of its body on when they are
 * asked for, and takes the next request only after the answer to this one. What the decoder made beyond that, of the
 * one receive buffer that it was given, waits here; the rest waits in the socket.
 */
final class ConnectionHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionHandler.class);
    /**
     * Messages that may wait. One receive buffer of bytes decodes to thousands of tiny requests or chunks, each far larger
     * in memory than on the wire; no S3 client sends such.
     */
    private static final int MAX_WAITING = 1024;
    private static final int MAX_WAITING_REQUESTS = 256;
    /** How long a client that is still sending may go on before it must have read the answer that ends it. */
    private static final long LINGER_SECONDS = 2;

    private final HeadDeadline deadline;
    private final ReceiveBuffers receive;
    private final RequestRunner runner;
    private final Executor threads;
    private final GatewayLimits limits;
    private final Exchange.Closing closing;
    private final ArrayDeque<Object> waiting = new ArrayDeque<>();
    private int waitingRequests;
    private boolean overrun;
    private State state = State.WAITING;
    /** Whether one more message is asked for and has not come. */
    private boolean wanting;
    private Optional<IncomingBody> body = Optional.empty();

    private enum State {
        /** For a request. */
        WAITING,
        /** A request is in progress. */
        SERVING,
        /** The answer is sent; the rest of a short body is read and dropped before the next request. */
        SKIPPING,
        /** The answer is sent and ours is the last word; what still comes is dropped until the client has closed. */
        LINGERING
    }

    ConnectionHandler(HeadDeadline deadline, ReceiveBuffers receive, RequestRunner runner, Executor threads,
            GatewayLimits limits, Exchange.Closing closing) {
        this.deadline = deadline;
        this.receive = receive;
        this.runner = runner;
        this.threads = threads;
        this.limits = limits;
        this.closing = closing;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        awaitRequest(ctx);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpRequest) {
            waitingRequests++;
        }
        if (overrun || waiting.size() >= MAX_WAITING || waitingRequests > MAX_WAITING_REQUESTS) {
            overrun = true;
            ReferenceCountUtil.release(message);
            var _ = ctx.close();
            return;
        }
        waiting.add(message);
        handOn(ctx);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (wanting) {
            // What came was only a part of a message.
            read(ctx);
        }
    }

    /** Asks for one more message; as a task, so that a run of small ones does not run deep into the stack. */
    private void readNext(ChannelHandlerContext ctx) {
        wanting = true;
        ctx.executor().execute(() -> {
            handOn(ctx);
            if (wanting) {
                read(ctx);
            }
        });
    }

    private void read(ChannelHandlerContext ctx) {
        receive.reading(body.isPresent() && body.get().isBeingRead());
        ctx.read();
    }

    private void handOn(ChannelHandlerContext ctx) {
        Object message = wanting ? waiting.poll() : null;
        if (message != null) {
            if (message instanceof HttpRequest) {
                waitingRequests--;
            }
            wanting = false;
            take(ctx, message);
        }
    }

    private void take(ChannelHandlerContext ctx, Object message) {
        switch (state) {
            case WAITING -> begin(ctx, message);
            case SERVING -> receive(message);
            case SKIPPING -> {
                boolean last = message instanceof LastHttpContent;
                ReferenceCountUtil.release(message);
                if (last) {
                    awaitRequest(ctx);
                } else {
                    readNext(ctx);
                }
            }
            case LINGERING -> {
                ReferenceCountUtil.release(message);
                readNext(ctx);
            }
        }
    }

    private void begin(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof HttpRequest request)) {
            // The end of a request that the decoder gave up on.
            ReferenceCountUtil.release(message);
            var _ = ctx.close();
            return;
        }
        deadline.headCame();
        state = State.SERVING;
        boolean continueExpected = HttpUtil.is100ContinueExpected(request);
        IncomingBody incoming = new IncomingBody(new SocketPort(ctx), Pace.begin(limits), continueExpected);
        body = Optional.of(incoming);
        Exchange exchange = new Exchange(ctx.channel(), request, incoming, closing);
        threads.execute(() -> serve(ctx, exchange));
        if (request instanceof LastHttpContent whole) {
            // A request that could not be read comes whole.
            incoming.offer(whole.content(), true);
        } else if (!continueExpected) {
            incoming.prefetch();
        }
    }

    private void serve(ChannelHandlerContext ctx, Exchange exchange) {
        boolean keepAlive = false;
        try {
            keepAlive = runner.run(exchange);
        } finally {
            boolean again = keepAlive;
            ctx.executor().execute(() -> finish(ctx, exchange, again));
        }
    }

    private void receive(Object message) {
        if (!(message instanceof HttpContent content)) {
            ReferenceCountUtil.release(message);
            throw new IllegalStateException("a request came before the end of the one before it");
        }
        IncomingBody incoming = body.orElseThrow();
        if (content.decoderResult().isFailure()) {
            content.release();
            incoming.fail(new EOFException("the body's chunked encoding is malformed"));
            return;
        }
        incoming.offer(content.content(), content instanceof LastHttpContent);
    }

    private void finish(ChannelHandlerContext ctx, Exchange exchange, boolean keepAlive) {
        boolean ended = exchange.body().isEnded();
        body = Optional.empty();
        if (!ctx.channel().isActive()) {
            return;
        }
        if (!keepAlive) {
            linger(ctx);
        } else if (ended) {
            awaitRequest(ctx);
        } else {
            state = State.SKIPPING;
            deadline.awaitRequest(ctx.pipeline().context(deadline));
            readNext(ctx);
        }
    }

    /**
     * Ends our side and goes on reading for a moment: closing at once with bytes unread would reset the connection, and
     * the client might lose the answer that tells it why.
     */
    private void linger(ChannelHandlerContext ctx) {
        state = State.LINGERING;
        if (ctx.channel() instanceof DuplexChannel duplex) {
            var _ = duplex.shutdownOutput();
        }
        var _ = ctx.executor().schedule(() -> {
            var _ = ctx.close();
        }, LINGER_SECONDS, TimeUnit.SECONDS);
        readNext(ctx);
    }

    private void awaitRequest(ChannelHandlerContext ctx) {
        if (closing.now()) {
            var _ = ctx.close();
            return;
        }
        state = State.WAITING;
        deadline.awaitRequest(ctx.pipeline().context(deadline));
        readNext(ctx);
    }

    /** Called when the gateway closes: a connection that serves nobody goes now, the others after their answer. */
    void closeIfIdle(ChannelHandlerContext ctx) {
        if (state == State.WAITING) {
            var _ = ctx.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        body.ifPresent(incoming -> incoming.fail(new EOFException("the client went away within its request")));
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // A reset by the client, or a defect: either way this connection is of no use any more.
        if (cause instanceof IOException) {
            LOG.debug("a connection failed: {}", cause.getMessage());
        } else {
            LOG.warn("a connection is closed because of a defect", cause);
        }
        body.ifPresent(incoming -> incoming.fail(new EOFException("the connection failed: " + cause.getMessage())));
        var _ = ctx.close();
    }

    private final class SocketPort implements IncomingBody.Port {
        private final ChannelHandlerContext ctx;

        SocketPort(ChannelHandlerContext ctx) {
            this.ctx = ctx;
        }

        @Override
        public void askForPiece() {
            ctx.executor().execute(() -> {
                if (state == State.SERVING) {
                    readNext(ctx);
                }
            });
        }

        @Override
        public void sendContinue() {
            var _ = ctx.channel()
                    .writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE,
                            Unpooled.EMPTY_BUFFER));
        }
    }
}
