package io.spillway.cloud.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import io.spillway.cloud.api.TargetIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class S3ConfigurationTest {
    private static final Optional<URI> AWS = Optional.empty();

    @Test
    void credentialsShowNothing() {
        S3Credentials credentials = new S3Credentials("AKIA", "hush", Optional.of("token"));
        assertThat(credentials).hasToString("S3Credentials[redacted]");
        assertThatThrownBy(() -> new S3Credentials("AKIA", " ", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theIdentityIsWhereTheObjectsAre() {
        assertThat(new S3Target("bucket", "eu-central-1", AWS, "p/").identity())
                .isEqualTo(new TargetIdentity("s3", "", "bucket", "p/"));
        assertThat(new S3Target("bucket", "eu-west-1", Optional.of(URI.create("http://h:1")), "").identity())
                .isEqualTo(new TargetIdentity("s3", "http://h:1", "bucket", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "B", "ab", "under_score", "-ab", "ab-"})
    void whatIsNoBucketIsNamed(String bucket) {
        assertThatThrownBy(() -> new S3Target(bucket, "r", AWS, "")).hasMessageContaining("bucket");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://h", "http:///", "//h", "http://user:secret@h"})
    void whatIsNoEndpointIsNamed(String endpoint) {
        assertThatThrownBy(() -> new S3Target("bucket", "r", Optional.of(URI.create(endpoint)), ""))
                .hasMessageContaining("endpoint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p", "/p/", "/"})
    void aPrefixEndsWithASlashAlone(String prefix) {
        assertThatThrownBy(() -> new S3Target("bucket", "r", AWS, prefix)).hasMessageContaining("prefix");
    }

    @Test
    void theDefaultsAreThese() {
        S3Settings settings = S3Settings.DEFAULT;
        assertThat(settings.storageClass()).isEqualTo("STANDARD");
        assertThat(settings.conditionalWrites()).isEqualTo(S3Settings.ConditionalWrites.SUPPORTED);
        assertThat(settings.parts()).isEqualTo(new S3Settings.Parts(32L << 20, 16L << 20));
        assertThat(settings.limits()).isEqualTo(new S3Settings.Limits(Duration.ofSeconds(5), Duration.ofSeconds(30),
                Duration.ofMinutes(2), Duration.ofMinutes(5), 3, 32));
    }

    @Test
    void whatS3WouldRefuseIsRefusedBefore() {
        assertThatThrownBy(() -> new S3Settings.Parts(32L << 20, (5L << 20) - 1)).hasMessageContaining("part-bytes");
        assertThatThrownBy(() -> new S3Settings.Parts((5L << 30) + 1, 5L << 20))
                .hasMessageContaining("resumable-from");
        assertThatThrownBy(() -> new S3Settings("cold", S3Settings.ConditionalWrites.SUPPORTED,
                S3Settings.DEFAULT.parts(), S3Settings.Limits.DEFAULT)).hasMessageContaining("class");
        assertThatThrownBy(() -> new S3Settings.Limits(Duration.ofSeconds(1), Duration.ofSeconds(1),
                Duration.ofSeconds(9), Duration.ofSeconds(8), 1, 1)).hasMessageContaining("limits");
    }
}
