package io.spillway.gateway.s3.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection that stays without a request for too long, and one whose request's head comes in too slowly.
 * Stands before the decoder, since it must see a head's first byte.
 */
final class HeadDeadline extends ChannelInboundHandlerAdapter {
    private final GatewayLimits limits;
    private State state = State.BUSY;
    private @Nullable ScheduledFuture<?> timer;

    private enum State {
        /** Between requests. */
        IDLE,
        /** Some of a head has come. */
        HEAD,
        /** A request is in progress; its own time-outs hold. */
        BUSY
    }

    HeadDeadline(GatewayLimits limits) {
        this.limits = limits;
    }

    void awaitRequest(ChannelHandlerContext ctx) {
        state = State.IDLE;
        schedule(ctx, limits.patience().idle());
    }

    void headCame() {
        state = State.BUSY;
        cancel();
    }

    boolean isIdle() {
        return state == State.IDLE;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (state == State.IDLE) {
            state = State.HEAD;
            schedule(ctx, limits.patience().head());
        }
        ctx.fireChannelRead(msg);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        cancel();
        ctx.fireChannelInactive();
    }

    private void schedule(ChannelHandlerContext ctx, Duration delay) {
        cancel();
        timer = ctx.executor().schedule(() -> {
            var _ = ctx.close();
        }, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void cancel() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
