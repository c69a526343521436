package io.spillway.gateway.s3.http;

import io.netty.channel.RecvByteBufAllocator;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReceiveBuffersTest {
    private final ReceiveBuffers buffers = new ReceiveBuffers();
    private final RecvByteBufAllocator.ExtendedHandle handle = buffers.newHandle();

    private void fillSome() {
        for (int i = 0; i < 20; i++) {
            int size = handle.guess();
            handle.attemptedBytesRead(size);
            handle.lastBytesRead(size);
            handle.readComplete();
        }
    }

    @Test
    void theyGrowWhileABodyIsReadAndAreSmallForTheNextHead() {
        buffers.reading(true);
        fillSome();
        assertThat(handle.guess()).isEqualTo(ReceiveBuffers.MOST);
        buffers.reading(false);
        assertThat(handle.guess()).isEqualTo(GatewayLimits.HEAD_BUFFER);
    }

    @Test
    void whoSendsMuchBeforeAnybodyReadsGetsNoLargeOnes() {
        fillSome();
        assertThat(handle.guess()).isLessThanOrEqualTo(GatewayLimits.HEAD_BUFFER);
    }
}
