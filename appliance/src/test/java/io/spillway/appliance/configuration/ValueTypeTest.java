package io.spillway.appliance.configuration;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ValueTypeTest {
    @ParameterizedTest
    @CsvSource({"0s, 0", "250ms, 250", "90s, 90000", "1h30m, 5400000", "7D, 604800000", "1m1ms, 60001"})
    void durationsAreReadByTheirUnits(String text, long millis) {
        assertThat(ValueType.DURATION.reader().apply(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"0s", "250ms", "1m30s", "1h30m", "7d", "1m1ms"})
    void durationsAreWrittenAsTheyAreRead(String text) {
        assertThat(ValueType.write(ValueType.DURATION.reader().apply(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"512, 512", "64MiB, 67108864", "64 mib, 67108864", "5GB, 5000000000", "1TiB, 1099511627776"})
    void sizesAreReadByTheirUnits(String text, long bytes) {
        assertThat(DataSize.parse(text).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "1023, 1023 B", "1024, 1 KiB", "1536, 1.5 KiB", "67108864, 64 MiB", "5368709121, 5.0 GiB",
            "9223372036854775807, 8388608.0 TiB"})
    void sizesAreShownInTheUnitThatFits(long bytes, String text) {
        assertThat(new DataSize(bytes)).hasToString(text);
    }

    @Test
    void anAddressIsWrittenAsItIsRead() {
        assertThat(HostPort.parse("[::1]:9320")).isEqualTo(new HostPort("::1", 9320)).hasToString("[::1]:9320");
        assertThat(HostPort.parse("localhost:0").http()).hasToString("http://localhost:0");
    }
}
