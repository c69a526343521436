package io.spillway.bench;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BodyTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 4096, 1 << 20, (1 << 20) + 1, 2_500_000})
    void thePiecesMakeTheBodyAndTheBodyMatchesAnywhere(int size) {
        Body body = new Body(size);
        ByteBuffer whole = assembled(body, 7);

        assertThat(body.matches(7, 0, whole)).isTrue();
        for (int from : new int[]{0, 1, 5, 8, 1000, 1_048_575, 1_048_577}) {
            if (from < size) {
                assertThat(body.matches(7, from, whole.slice(from, Math.min(1500, size - from)))).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 8, 5000, 1_048_576, 1_199_999})
    void oneWrongByteIsSeen(int position) {
        Body body = new Body(1_200_000);
        ByteBuffer whole = assembled(body, 7);
        whole.put(position, (byte) (whole.get(position) ^ 1));

        assertThat(body.matches(7, 0, whole)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 4096})
    void anotherObjectsBytesAndOneByteTooManyAreSeen(int size) {
        Body body = new Body(size);

        assertThat(body.matches(8, 0, assembled(body, 7))).isFalse();
        assertThat(body.matches(7, size, ByteBuffer.allocate(1))).isFalse();
    }

    @Test
    void noStretchComesAgainInAnotherMebibyteOrObject() {
        Body body = new Body(4 << 20);
        Set<Long> seen = new HashSet<>();
        for (long number = 0; number < 4; number++) {
            for (int block = 0; block < 4; block++) {
                long first = body.piece(number, (block << 20) + 8L).getLong();
                assertThat(seen.add(first)).as("MiB %d of object %d", block, number).isTrue();
            }
        }
    }

    private static ByteBuffer assembled(Body body, long number) {
        ByteBuffer whole = ByteBuffer.allocate((int) body.size());
        while (whole.hasRemaining()) {
            whole.put(body.piece(number, whole.position()));
        }
        return whole.flip();
    }
}
