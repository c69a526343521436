package io.spillway.cloud.b2;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import io.spillway.cloud.api.TargetIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class B2ConfigurationTest {
    private static final Optional<URI> BACKBLAZE = Optional.empty();

    @Test
    void credentialsShowNothing() {
        assertThat(new B2Credentials("0021", "hush")).hasToString("B2Credentials[redacted]");
        assertThatThrownBy(() -> new B2Credentials("0021", " ")).hasMessageContaining("applicationKey");
        assertThatThrownBy(() -> new B2Credentials("", "hush")).hasMessageContaining("applicationKeyId");
    }

    @Test
    void theIdentityIsWhereTheFilesAre() {
        assertThat(new B2Target("my-bucket", BACKBLAZE, "p/").identity())
                .isEqualTo(new TargetIdentity("b2", "", "my-bucket", "p/"));
        assertThat(new B2Target("my-bucket", Optional.of(URI.create("http://h:1")), "").identity())
                .isEqualTo(new TargetIdentity("b2", "http://h:1", "my-bucket", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "under_score", "b2-reserved", "dots.are.not", "ümlaut-bucket"})
    void whatIsNoBucketIsNamed(String bucket) {
        assertThatThrownBy(() -> new B2Target(bucket, BACKBLAZE, "")).hasMessageContaining("bucket");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://h", "http:///", "//h", "http://user:secret@h", "https://h/path", "https://h?q"})
    void whatIsNoEndpointIsNamed(String endpoint) {
        assertThatThrownBy(() -> new B2Target("my-bucket", Optional.of(URI.create(endpoint)), ""))
                .hasMessageContaining("endpoint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p", "/p/", "/", "a//b/", "tab\t/", "back\\slash/"})
    void whatIsNoPrefixIsNamed(String prefix) {
        assertThatThrownBy(() -> new B2Target("my-bucket", BACKBLAZE, prefix)).hasMessageContaining("prefix");
    }

    @Test
    void theDefaultsAreThese() {
        assertThat(B2Settings.DEFAULT).isEqualTo(new B2Settings(2, new B2Settings.Limits(Duration.ofSeconds(5),
                Duration.ofSeconds(30), 4, Duration.ofSeconds(10), 32)));
    }

    @Test
    void limitsThatBoundNothingAreRefused() {
        assertThatThrownBy(() -> new B2Settings(0, B2Settings.Limits.DEFAULT)).hasMessageContaining("parts");
        assertThatThrownBy(
                () -> new B2Settings.Limits(Duration.ofMillis(10), Duration.ofSeconds(1), 1, Duration.ZERO, 1))
                .hasMessageContaining("seconds");
        assertThatThrownBy(
                () -> new B2Settings.Limits(Duration.ofSeconds(1), Duration.ofSeconds(1), 0, Duration.ZERO, 1))
                .hasMessageContaining("attempts");
    }
}
