package io.spillway.gateway.s3.http;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PaceTest {
    private static final GatewayLimits LIMITS = new GatewayLimits(1, 1, 1000, new GatewayLimits.Patience(
            Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofHours(1),
            Duration.ofSeconds(1)));

    private long now = Long.MAX_VALUE - Duration.ofMinutes(5).toNanos();
    private final Pace pace = new Pace(LIMITS, () -> now);

    private void waitFor(Duration time) {
        long start = pace.now();
        now += time.toNanos();
        pace.waitedSince(start);
    }

    private Duration patience() {
        return Duration.ofNanos(pace.patience());
    }

    @Test
    void aPauseIsNeverLongerThanTheStall() {
        assertThat(patience()).isEqualTo(Duration.ofSeconds(30));
        waitFor(Duration.ofSeconds(30));
        assertThat(patience()).isZero();
    }

    @Test
    void whoPausesAgainAndAgainIsTooSlow() {
        waitFor(Duration.ofSeconds(20));
        pace.moved(1000);
        assertThat(patience()).isEqualTo(Duration.ofSeconds(11));
        waitFor(Duration.ofSeconds(11));
        pace.moved(1);
        assertThat(patience()).isLessThan(Duration.ofMillis(2));
    }

    @Test
    void nothingIsSavedUpByBytesThatCameFast() {
        pace.moved(1 << 30);
        assertThat(patience()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void whatTheStoreTakesIsNotHeldAgainstTheClient() {
        now += Duration.ofMinutes(10).toNanos();
        assertThat(patience()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void noTransferOutlastsItsTime() {
        now += Duration.ofMinutes(59).plusSeconds(50).toNanos();
        assertThat(patience()).isEqualTo(Duration.ofSeconds(10));
        now += Duration.ofSeconds(10).toNanos();
        assertThat(patience()).isZero();
    }
}
