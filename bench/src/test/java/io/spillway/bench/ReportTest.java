package io.spillway.bench;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ReportTest {
    private final Report report = new Report();

    private static Measurement put(long operations) {
        return new Measurement("PUT 1 MiB", operations, operations << 20, 10, 1, new Latencies(),
                Optional.of(new ProcessUsage(2, 100 << 20, 200 << 20)));
    }

    private static Measurement disk(long operations) {
        return new Measurement("plain disk 1 MiB", operations, operations << 20, 10, 0, new Latencies(),
                Optional.empty());
    }

    @Test
    void aRowHasTheMedianAndTheSpreadOfItsRounds() {
        report.add(put(300));
        report.add(put(100));
        report.add(put(200));

        assertThat(report.markdown(List.of("a note"))).contains("- a note").contains(
                "| PUT 1 MiB | 3 | 20 (10–30) | 20 (10–30) |  |  |  | 10 (6.67–20) | "
                        + "10.2 (6.83–20.5) | 100 | 200 | 1 |");
        assertThat(report.errors()).isEqualTo(3);
    }

    @Test
    void theRatioIsThatOfTheSameRound() {
        report.add(put(100), disk(400));
        report.add(put(100), disk(100));
        report.add(put(100), disk(200).and(disk(200)));

        assertThat(report.markdown(List.of()))
                .contains("| plain disk 1 MiB | 3 | 20 (10–40) | 20 (10–40) |  |")
                .contains("| PUT 1 MiB | 3 | 10 | 10 | 0.50 (0.25–1) |");
    }

    @Test
    void everyRoundIsALineForMachines() {
        report.add(put(300));
        report.add(put(100));
        report.add(new Figure("start, at once", "s", 1.25));

        assertThat(report.csv()).startsWith("what,unit,round,value\n").contains(
                "\"PUT 1 MiB\",operations/s,1,30.0000", "\"PUT 1 MiB\",operations/s,2,10.0000",
                "\"PUT 1 MiB\",peak MiB,1,200.000", "\"start, at once\",s,1,1.25000");
    }

    @Test
    void sizesAreReadAndWritten() {
        assertThat(List.of("4KiB", "1mib", "5GiB", "17", "17b")).extracting(text -> Size.parse(text).toString())
                .containsExactly("4 KiB", "1 MiB", "5 GiB", "17 B", "17 B");
        assertThatIllegalArgumentException().isThrownBy(() -> Size.parse("4KB")).withMessageContaining("4KB");
    }
}
