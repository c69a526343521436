package io.spillway.bench;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ReportTest {
    @Test
    void aRowHasTheMedianAndTheSpreadOfItsRounds() {
        Report report = new Report();
        for (long operations : new long[]{300, 100, 200}) {
            report.add(new Measurement("PUT 1 MiB", operations, operations << 20, 10, 1, new Latencies(),
                    Optional.of(new ProcessUsage(2, 100 << 20, 200 << 20))));
        }

        assertThat(report.markdown(List.of("a note"))).contains("- a note").contains(
                "| PUT 1 MiB | 3 | 20 (10–30) | 20.0 (10.0–30.0) | 0.00 (0.00–0.00) | 0.00 (0.00–0.00) | "
                        + "10.00 (6.67–20.00) | 10.24 (6.83–20.48) | 100 (100–100) | 200 (200–200) | 3 |");
        assertThat(report.errors()).isEqualTo(3);
    }

    @Test
    void sizesAreReadAndWritten() {
        assertThat(List.of("4KiB", "1mib", "5GiB", "17", "17b")).extracting(text -> Size.parse(text).toString())
                .containsExactly("4 KiB", "1 MiB", "5 GiB", "17 B", "17 B");
        assertThatIllegalArgumentException().isThrownBy(() -> Size.parse("4KB")).withMessageContaining("4KB");
    }
}
