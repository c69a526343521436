package io.spillway.gateway.s3.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/**
 * The buffers that one connection reads its socket into: small ones for heads, and larger ones, by what comes, while
 * somebody reads a body. What waits unread is thereby small on every connection that serves nobody yet. Used by the
 * connection's event loop.
 */
final class ReceiveBuffers extends AdaptiveRecvByteBufAllocator {
    /** The most bytes that one read of a socket takes, and so the size of a piece of a body. */
    static final int MOST = 256 << 10;
    private static final int LEAST = 2048;

    private boolean reading;

    ReceiveBuffers() {
        super(LEAST, GatewayLimits.HEAD_BUFFER, MOST);
        maxMessagesPerRead(1);
    }

    /** @param body whether somebody is reading a body */
    void reading(boolean body) {
        reading = body;
    }

    @Override
    public ExtendedHandle newHandle() {
        return new Bounded((ExtendedHandle) super.newHandle());
    }

    /** Adapts as the handle does that it has, but not beyond what this moment allows. */
    private final class Bounded extends DelegatingHandle implements ExtendedHandle {
        private final ExtendedHandle adaptive;

        Bounded(ExtendedHandle adaptive) {
            super(adaptive);
            this.adaptive = adaptive;
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator alloc) {
            return alloc.ioBuffer(guess());
        }

        @Override
        public int guess() {
            return reading ? adaptive.guess() : Math.min(GatewayLimits.HEAD_BUFFER, adaptive.guess());
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier maybeMoreData) {
            return adaptive.continueReading(maybeMoreData);
        }
    }
}
