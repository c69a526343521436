package io.spillway.gateway.s3.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;

/** The listening socket and its connections. */
public final class GatewayServer implements AutoCloseable {
    /** Event loops only move bytes: a few serve many connections. */
    private static final int MAX_EVENT_LOOPS = 8;
    private static final int PAGE = 8192;
    /** 8 KiB << 9 = 4 MiB: what the allocator takes from the system at a time. */
    private static final int CHUNK_ORDER = 9;
    private static final int ARENAS = 2;
    private static final int BACKLOG = 1024;

    private final GatewayLimits limits;
    private final RequestRunner runner;
    private final EventLoopGroup loops;
    private final ExecutorService threads;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final AtomicInteger open = new AtomicInteger();
    private final Channel listening;
    private volatile boolean closing;

    private GatewayServer(Operations operations, InetSocketAddress address, GatewayLimits limits, Clock clock)
            throws IOException {
        this.limits = limits;
        this.runner = new RequestRunner(operations, limits, clock);
        this.threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("s3-request-", 0).factory());
        boolean epoll = Epoll.isAvailable();
        IoHandlerFactory handler = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        this.loops = new MultiThreadIoEventLoopGroup(
                Math.min(MAX_EVENT_LOOPS, Runtime.getRuntime().availableProcessors()),
                new DefaultThreadFactory("s3-gateway"), handler);
        this.listening = bind(address, epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class);
    }

    /** Listens at the address; port 0 takes any free one. */
    public static GatewayServer start(Operations operations, InetSocketAddress address, GatewayLimits limits,
            Clock clock) throws IOException {
        return new GatewayServer(operations, address, limits, clock);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    private Channel bind(InetSocketAddress address, Class<? extends ServerChannel> type) throws IOException {
        // An allocator of our own: few arenas and no caches per thread, so that what it keeps is bounded and small.
        PooledByteBufAllocator buffers = new PooledByteBufAllocator(true, 0, ARENAS, PAGE, CHUNK_ORDER, 0, 0, false);
        ServerBootstrap bootstrap = new ServerBootstrap().group(loops).channel(type)
                .option(ChannelOption.SO_BACKLOG, BACKLOG).option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true).childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOCATOR, buffers)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        connect(channel);
                    }
                });
        ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            shutDownLoops();
            throw new IOException("the S3 gateway cannot listen at " + address.getHostString() + ":"
                    + address.getPort() + " (" + bound.cause().getMessage()
                    + "); choose another address by s3.address", bound.cause());
        }
        return bound.channel();
    }

    private void connect(Channel channel) {
        var _ = channel.closeFuture().addListener(_ -> open.decrementAndGet());
        if (open.incrementAndGet() > limits.connections() || closing) {
            var _ = channel.close();
            return;
        }
        connections.add(channel);
        HeadDeadline deadline = new HeadDeadline(limits);
        ReceiveBuffers receive = new ReceiveBuffers();
        channel.config().setRecvByteBufAllocator(receive);
        channel.pipeline().addLast(deadline, new StrictRequestDecoder(ReceiveBuffers.MOST), new HttpResponseEncoder(),
                new ConnectionHandler(deadline, receive, runner, threads, limits, () -> closing));
    }

    /** Takes no more connections, lets running requests end within a bound, then closes what is left. */
    @Override
    public void close() {
        closing = true;
        listening.close().awaitUninterruptibly();
        for (Channel channel : connections) {
            channel.eventLoop().execute(() -> closeIfIdle(channel));
        }
        connections.newCloseFuture().awaitUninterruptibly(limits.patience().close().toMillis());
        connections.close().awaitUninterruptibly();
        threads.shutdownNow();
        shutDownLoops();
    }

    private static void closeIfIdle(Channel channel) {
        ChannelHandlerContext context = channel.pipeline().context(ConnectionHandler.class);
        if (context != null && context.handler() instanceof ConnectionHandler handler) {
            handler.closeIfIdle(context);
        }
    }

    private void shutDownLoops() {
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
