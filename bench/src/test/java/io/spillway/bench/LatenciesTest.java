package io.spillway.bench;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class LatenciesTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void percentilesAreThoseOfTheSortedValuesWithinThreePercent(long seed) {
        Random random = new Random(seed);
        double[] nanos = random.doubles(10_000, 3, 22).map(Math::exp).sorted().toArray();
        Latencies latencies = new Latencies();
        Arrays.stream(nanos).forEach(value -> latencies.record((long) value));

        for (double share : new double[]{0.01, 0.5, 0.9, 0.99, 0.999, 1}) {
            double exact = nanos[(int) Math.ceil(share * nanos.length) - 1] / 1e6;
            assertThat(latencies.percentileMillis(share)).as("seed %d, share %s", seed, share).isCloseTo(exact,
                    within(0.035 * exact + 2e-6));
        }
    }

    @Test
    void mergedSharesCountTogether() {
        Latencies fast = new Latencies();
        Latencies slow = new Latencies();
        for (int i = 0; i < 99; i++) {
            fast.record(1_000_000);
        }
        slow.record(500_000_000);
        fast.add(slow);

        assertThat(fast.percentileMillis(0.99)).isCloseTo(1, within(0.04));
        assertThat(fast.percentileMillis(1)).isCloseTo(500, within(20.0));
    }

    @Test
    void noOperationsHaveNoLatency() {
        assertThat(new Latencies().percentileMillis(0.5)).isZero();
    }
}
