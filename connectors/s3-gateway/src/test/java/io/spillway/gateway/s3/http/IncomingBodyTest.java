package io.spillway.gateway.s3.http;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.spillway.gateway.s3.body.BodyException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IncomingBodyTest {
    private static final GatewayLimits LIMITS = new GatewayLimits(1, 1, 1 << 20, new GatewayLimits.Patience(
            Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(50), Duration.ofHours(1),
            Duration.ofSeconds(1)));

    private final CountingPort port = new CountingPort();
    private final IncomingBody body = new IncomingBody(port, Pace.begin(LIMITS), false);

    private static final class CountingPort implements IncomingBody.Port {
        private int asked;
        private int continued;

        @Override
        public void askForPiece() {
            asked++;
        }

        @Override
        public void sendContinue() {
            continued++;
        }
    }

    private static ByteBuf piece(int size) {
        return Unpooled.buffer(size).writeZero(size);
    }

    private int read(int room) throws IOException {
        return body.read(ByteBuffer.allocate(room));
    }

    @Test
    void noMorePiecesAreAskedForThanThereIsRoom() throws IOException {
        body.prefetch();
        body.offer(piece(10), false);
        assertThat(read(4)).isEqualTo(4);
        for (int i = 2; i <= IncomingBody.CAPACITY + 1; i++) {
            assertThat(port.asked).isEqualTo(i);
            body.offer(piece(10), false);
        }
        assertThat(port.asked).isEqualTo(IncomingBody.CAPACITY + 1);
        assertThat(read(100)).isEqualTo(6);
        assertThat(read(100)).isEqualTo(10);
        assertThat(read(100)).isEqualTo(10);
        assertThat(port.asked).isEqualTo(IncomingBody.CAPACITY + 2);
    }

    @Test
    void aBodyThatNobodyReadsYetHoldsOnePiece() throws IOException {
        body.prefetch();
        assertThat(body.isBeingRead()).isFalse();
        body.offer(piece(10), false);
        body.prefetch();
        assertThat(port.asked).isEqualTo(1);
        assertThat(read(10)).isEqualTo(10);
        assertThat(body.isBeingRead()).isTrue();
        assertThat(port.asked).isEqualTo(2);
    }

    @Test
    void theEndIsReachedAfterTheLastPiece() throws IOException {
        body.offer(piece(3), true);
        assertThat(read(10)).isEqualTo(3);
        assertThat(read(10)).isEqualTo(-1);
    }

    @Test
    void aClientThatWentAwayIsAnErrorAndNoEnd() throws IOException {
        ByteBuf waiting = piece(3);
        body.offer(waiting, false);
        body.fail(new EOFException("gone"));
        assertThat(waiting.refCnt()).isZero();
        assertThatThrownBy(() -> read(10)).isInstanceOf(EOFException.class).hasMessage("gone");
    }

    @Test
    void aClientThatStallsIsAnError() {
        assertThatThrownBy(() -> read(10)).isInstanceOf(BodyException.class);
    }

    @Test
    void whatComesAfterTheReaderIsDoneIsReleased() throws IOException {
        ByteBuf first = piece(3);
        ByteBuf second = piece(3);
        ByteBuf third = piece(3);
        body.offer(first, false);
        body.offer(second, false);
        assertThat(read(1)).isEqualTo(1);
        body.discard();
        body.offer(third, true);
        assertThat(first.refCnt() + second.refCnt() + third.refCnt()).isZero();
    }

    @Test
    void leaveToSendIsGivenAtTheFirstReadAndOnce() throws IOException {
        IncomingBody waiting = new IncomingBody(port, Pace.begin(LIMITS), true);
        assertThat(port.continued).isZero();
        waiting.offer(piece(8), true);
        assertThat(waiting.read(ByteBuffer.allocate(4))).isEqualTo(4);
        assertThat(waiting.read(ByteBuffer.allocate(4))).isEqualTo(4);
        assertThat(port.continued).isEqualTo(1);
    }
}
