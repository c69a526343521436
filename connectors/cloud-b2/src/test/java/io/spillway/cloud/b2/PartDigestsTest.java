package io.spillway.cloud.b2;

import java.util.Map;

import io.spillway.cloud.api.BytesSource;
import io.spillway.cloud.api.Checksum;
import io.spillway.cloud.api.ChecksumCalculation;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudSource;
import io.spillway.cloud.api.CorruptSourceException;
import io.spillway.cloud.api.contract.ClaimingSource;
import io.spillway.cloud.api.contract.PatternSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class PartDigestsTest {
    private static final CloudKey KEY = new CloudKey("key");

    @Test
    void theEvidenceIsWhatAnybodyMakesOfTheSource() throws Exception {
        CloudSource source = new PatternSource(250, 1);
        PartDigests digests = PartDigests.of(KEY, source, 100);
        assertThat(digests.parts()).hasSize(3);
        assertThat(digests.evidence()).isEqualTo(ChecksumCalculation.like(digests.evidence(), source));
        Checksum whole = new Checksum(Checksum.Algorithm.SHA1, Checksum.Coverage.WHOLE, digests.whole());
        assertThat(whole).isEqualTo(ChecksumCalculation.like(whole, source));
    }

    @Test
    void theInfoOfAFileSaysItAgain() throws Exception {
        PartDigests digests = PartDigests.of(KEY, new PatternSource(250, 2), 100);
        assertThat(digests.info()).containsEntry("large_file_sha1", digests.whole());
        assertThat(PartDigests.declared(digests.info())).contains(digests.evidence());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "100", "0-0123456789012345678901234567890123456789", "100-0123",
            "100-012345678901234567890123456789012345678X", "99999999999-0123456789012345678901234567890123456789"})
    void infoOfAnotherFormIsNoEvidence(String info) {
        assertThat(PartDigests.declared(Map.of("spillway-parts-sha1", info))).isEmpty();
        assertThat(PartDigests.declared(Map.of())).isEmpty();
    }

    @Test
    void otherBytesThanTheSourceSaysAreItsFault() {
        CloudSource source = new BytesSource(new byte[250]);
        CloudSource wrong = new ClaimingSource(source, 250, new BytesSource(new byte[251]).sha256());
        assertThatThrownBy(() -> PartDigests.of(KEY, wrong, 100)).isInstanceOf(CorruptSourceException.class)
                .hasMessageContaining("SHA-256");
    }
}
