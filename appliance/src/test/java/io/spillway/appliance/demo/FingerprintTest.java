package io.spillway.appliance.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FingerprintTest {
    private static final String SHA256_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 65_535, 65_536, 65_537, 200_000, 3_000_000})
    void theMiddleIsThatOfARangeRead(int size) throws IOException {
        byte[] bytes = bytes(size);
        Middle middle = Middle.of(size).orElseThrow();

        Fingerprint made = Fingerprint.of(new ByteArrayInputStream(bytes), size);

        assertThat(middle.first()).isNotNegative();
        assertThat(middle.last()).isLessThan(size);
        assertThat(made.whole()).isEqualTo(Fingerprint.digest(new ByteArrayInputStream(bytes)));
        assertThat(made.middle()).isEqualTo(Fingerprint.digest(new ByteArrayInputStream(
                Arrays.copyOfRange(bytes, (int) middle.first(), (int) middle.last() + 1))));
    }

    @Test
    void aLongObjectHasAMiddleOfAMebibyte() {
        assertThat(Middle.of(10L << 20)).contains(new Middle((9L << 20) / 2, 1 << 20));
    }

    @Test
    void anEmptyObjectHasNoMiddle() throws IOException {
        assertThat(Middle.of(0)).isEmpty();
        assertThat(Fingerprint.of(new ByteArrayInputStream(new byte[0]), 0))
                .isEqualTo(new Fingerprint(SHA256_OF_NOTHING, SHA256_OF_NOTHING));
    }

    @Test
    void oneOtherByteMakesAnotherFingerprint() throws IOException {
        byte[] bytes = bytes(1_000);
        Fingerprint first = Fingerprint.of(new ByteArrayInputStream(bytes), bytes.length);
        bytes[500]++;

        Fingerprint second = Fingerprint.of(new ByteArrayInputStream(bytes), bytes.length);

        assertThat(second.whole()).isNotEqualTo(first.whole());
        assertThat(second.middle()).isNotEqualTo(first.middle());
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
