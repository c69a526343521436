package io.spillway.cluster.conscience;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.spillway.cluster.chunk.VolumeStatus;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConscienceTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final StatusOnlyVolume volume = new StatusOnlyVolume(1000, 800);
    private final Conscience conscience = new Conscience(List.of(volume), now::get);

    @Test
    void freeSpaceIsTheScore() {
        assertThat(score()).isEqualTo(80);
    }

    @Test
    void theFileSystemIsAskedOnceASecond() {
        score();
        volume.leaveFree(100);
        assertThat(score()).isEqualTo(80);
        pass(Duration.ofSeconds(1));
        assertThat(score()).isEqualTo(10);
    }

    @Test
    void aVolumeThatTakesNoWritesScoresNothing() {
        for (VolumeStatus.State state : List.of(new VolumeStatus.State.Fenced("test"),
                new VolumeStatus.State.ReadOnly("test"))) {
            volume.become(state);
            pass(Duration.ofSeconds(1));
            assertThat(score()).isZero();
        }
        volume.become(new VolumeStatus.State.Serving());
        volume.leaveFree(0);
        pass(Duration.ofSeconds(1));
        assertThat(score()).isZero();
    }

    @Test
    void faultsLowerTheScoreForAWhile() {
        conscience.report(volume.id(), VolumeFault.DAMAGED_CHUNK);
        conscience.report(volume.id(), VolumeFault.FAILED_ACCESS);
        assertThat(score()).isEqualTo(40);
        pass(Duration.ofMinutes(11));
        assertThat(score()).isEqualTo(80);
        assertThat(conscience.scores().getFirst().faults()).containsEntry(VolumeFault.DAMAGED_CHUNK, 1L)
                .containsEntry(VolumeFault.FAILED_ACCESS, 1L);
    }

    @Test
    void aPoorVolumeIsStillBetterThanNone() {
        for (int i = 0; i < 100; i++) {
            conscience.report(volume.id(), VolumeFault.DAMAGED_CHUNK);
        }
        assertThat(score()).isEqualTo(1);
    }

    @Test
    void aVolumeIsConfiguredOnce() {
        assertThatThrownBy(() -> new Conscience(List.of(volume, volume), now::get))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("twice");
    }

    private int score() {
        return conscience.scores().getFirst().score();
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }
}
