package io.spillway.cloud.api;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class TargetIdentityTest {
    private static final TargetIdentity TARGET = new TargetIdentity("s3", "http://h", "bucket", "p/");

    @Test
    void everyFieldIsInTheFingerprint() {
        List<TargetIdentity> others = List.of(new TargetIdentity("b2", "http://h", "bucket", "p/"),
                new TargetIdentity("s3", "http://g", "bucket", "p/"),
                new TargetIdentity("s3", "http://h", "bucke", "p/"),
                new TargetIdentity("s3", "http://h", "bucket", "q/"),
                new TargetIdentity("s3", "http://hb", "ucket", "p/"));
        assertThat(Stream.concat(Stream.of(TARGET), others.stream()).map(TargetIdentity::fingerprint))
                .doesNotHaveDuplicates();
    }

    /** Pointers carry it for years: a release that changed it would orphan them all. */
    @Test
    void theFingerprintNeverChanges() {
        assertThat(TARGET.fingerprint()).isEqualTo("5d72ee3b67353e4e3e2787251f940b49");
    }
}
