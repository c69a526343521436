package io.spillway.tier.target;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.directory.DirectoryCloudStore;
import io.spillway.cloud.directory.DirectoryTarget;
import io.spillway.tier.alarm.Alarm;
import io.spillway.tier.alarm.AlarmBook;
import io.spillway.tier.node.TestClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TargetBrakeTest {
    private final CloudException timeout = new CloudException.Unavailable("timed out", Duration.ofSeconds(1));

    private final TestClock clock = new TestClock();
    private final AlarmBook alarms = new AlarmBook(clock);
    private final TargetBrake brake = new TargetBrake(clock, alarms);
    private final AtomicInteger probes = new AtomicInteger();
    private final AtomicReference<CloudException> probeFault = new AtomicReference<>();
    private final Target target = new Target("cold", "COLD",
            new DirectoryCloudStore(new DirectoryTarget(Path.of("nowhere"), "id", "")), this::probe);

    @Test
    void aFewFailuresInARowPauseTheTargetWithOneAlarm() {
        brake.failed(target, timeout);
        brake.failed(target, timeout);
        assertThat(brake.admits(target)).isTrue();
        brake.failed(target, timeout);
        assertThat(brake.admits(target)).isFalse();
        brake.failed(target, timeout);
        assertThat(alarms.standing()).singleElement().extracting(Alarm::subject).isEqualTo("target cold");
    }

    @Test
    void aSuccessInBetweenForgivesTheFailures() {
        brake.failed(target, timeout);
        brake.failed(target, timeout);
        brake.worked(target);
        brake.failed(target, timeout);
        brake.failed(target, timeout);
        assertThat(brake.admits(target)).isTrue();
    }

    @Test
    void aDenialPausesAtOnce() {
        brake.failed(target, new CloudException.AccessDenied("the key has expired"));
        assertThat(brake.admits(target)).isFalse();
        assertThat(alarms.standing()).singleElement().extracting(Alarm::message).asString()
                .contains("the key has expired");
    }

    @Test
    void whatConcernsTheObjectAlonePausesNothing() {
        for (int i = 0; i < 10; i++) {
            brake.failed(target, new CloudException.NotFound("no such key"));
            brake.failed(target, new CloudException.Corrupt("other bytes"));
        }
        assertThat(brake.admits(target)).isTrue();
    }

    @Test
    void afterThePauseAProbeOpensTheTargetAgainAndClearsTheAlarm() {
        brake.failed(target, new CloudException.AccessDenied("denied"));
        clock.advance(TargetBrake.FIRST_PAUSE);
        assertThat(brake.admits(target)).isTrue();
        assertThat(probes).hasValue(1);
        assertThat(brake.admits(target)).isTrue();
        assertThat(probes).hasValue(1);
        assertThat(alarms.standing()).isEmpty();
    }

    @Test
    void aFailedProbeDoublesThePauseUpToItsLimit() {
        probeFault.set(new CloudException.AccessDenied("still denied"));
        brake.failed(target, new CloudException.AccessDenied("denied"));
        clock.advance(TargetBrake.FIRST_PAUSE);
        assertThat(brake.admits(target)).isFalse();
        clock.advance(TargetBrake.FIRST_PAUSE);
        assertThat(brake.admits(target)).isFalse();
        assertThat(probes).hasValue(1);
        clock.advance(TargetBrake.FIRST_PAUSE);
        assertThat(brake.admits(target)).isFalse();
        assertThat(probes).hasValue(2);
        for (int i = 0; i < 20; i++) {
            clock.advance(TargetBrake.LONGEST_PAUSE);
            assertThat(brake.admits(target)).isFalse();
        }
        assertThat(probes).hasValue(22);
    }

    private void probe() throws CloudException {
        probes.incrementAndGet();
        if (probeFault.get() != null) {
            throw probeFault.get();
        }
    }
}
