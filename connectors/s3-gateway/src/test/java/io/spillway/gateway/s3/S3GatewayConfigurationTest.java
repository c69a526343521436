package io.spillway.gateway.s3;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import io.spillway.gateway.s3.http.GatewayLimits;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class S3GatewayConfigurationTest {
    @Test
    void defaults() {
        assertThat(S3GatewayConfiguration.DEFAULT).isEqualTo(new S3GatewayConfiguration("127.0.0.1", 9320,
                Optional.empty(), "us-east-1", new GatewayLimits(1024, 64, 16_384,
                        new GatewayLimits.Patience(Duration.ofSeconds(10), Duration.ofSeconds(75),
                                Duration.ofSeconds(30), Duration.ofHours(12), Duration.ofSeconds(10)))));
    }

    @Test
    void everyKeyIsCheckedAndNamed() {
        assertThatThrownBy(() -> with("", 1, Optional.empty(), "r")).hasMessageContaining("s3.address");
        assertThatThrownBy(() -> with("h", 65_536, Optional.empty(), "r")).hasMessageContaining("s3.address");
        assertThatThrownBy(() -> with("h", 1, Optional.of("-x"), "r")).hasMessageContaining("s3.domain");
        assertThatThrownBy(() -> with("h", 1, Optional.empty(), "R 1")).hasMessageContaining("s3.region");
        assertThatThrownBy(() -> GatewayLimits.DEFAULT.withConcurrency(0, 1)).hasMessageContaining("connections");
        assertThatThrownBy(() -> new GatewayLimits(1, 1, 0, GatewayLimits.Patience.DEFAULT))
                .hasMessageContaining("least-rate");
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new GatewayLimits.Patience(Duration.ZERO, second, second, second, second))
                .hasMessageContaining("head-timeout");
        assertThatThrownBy(() -> new GatewayLimits.Patience(second, second, second, Duration.ZERO, second))
                .hasMessageContaining("transfer-timeout");
    }

    private static S3GatewayConfiguration with(String host, int port, Optional<String> domain, String region) {
        return new S3GatewayConfiguration(host, port, domain, region, GatewayLimits.DEFAULT);
    }

    @Test
    void aPortThatIsTakenIsNamedWithTheRemedy() {
        try (GatewayFixture first = GatewayFixture.start()) {
            assertThatThrownBy(() -> S3Gateway.start(S3GatewayConfiguration.DEFAULT.withPort(
                    first.address().getPort()), GatewayFixture.store(), new InMemoryAccessKeys(), Clock.systemUTC()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(Integer.toString(first.address().getPort()))
                    .hasMessageContaining("s3.address");
        }
    }
}
