package io.spillway.cloud.api;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class CloudKeyTest {
    static String[] limits() {
        return new String[]{"a", "x".repeat(250), "é".repeat(125), ("y".repeat(199) + "/").repeat(3) + "z".repeat(200)};
    }

    static String[] beyond() {
        return new String[]{"x".repeat(251), "é".repeat(126), ("y".repeat(199) + "/").repeat(4) + "z"};
    }

    @ParameterizedTest
    @MethodSource("limits")
    void keysUpToTheLimitsAreTaken(String key) {
        assertThat(new CloudKey(key).value()).isEqualTo(key);
    }

    @ParameterizedTest
    @MethodSource("beyond")
    void keysBeyondTheLimitsAreRefused(String key) {
        assertThatThrownBy(() -> new CloudKey(key)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a/", "/a", "a//b", ".", "..", "a/../b", "a/.", "./a", "a\nb", "\u0000", "\u007f",
            "half \ud800"})
    void keysThatSomeTargetWouldBendAreRefused(String key) {
        assertThatThrownBy(() -> new CloudKey(key)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theOrderIsThatOfTheBytes() {
        assertThat(new CloudKey("\uFFFD")).isLessThan(new CloudKey("😀"));
        assertThat(new CloudKey("a-b")).isLessThan(new CloudKey("a/b"));
    }
}
