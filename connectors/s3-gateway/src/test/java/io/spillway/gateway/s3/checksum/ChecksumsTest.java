package io.spillway.gateway.s3.checksum;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.gateway.s3.error.S3Exception;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChecksumsTest {
    /** The check values of the CRC catalogue. */
    @Test
    void knownValues() {
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
        assertThat(SmallChecksums.of(ChecksumAlgorithm.CRC64NVME, digits)).asHexString().isEqualTo("AE8B14860A799888");
        assertThat(SmallChecksums.of(ChecksumAlgorithm.CRC32, digits)).asHexString().isEqualTo("CBF43926");
        assertThat(SmallChecksums.of(ChecksumAlgorithm.CRC32C, digits)).asHexString().isEqualTo("E3069283");
    }

    @Test
    void aValueOfTheWrongLengthOrAlphabetIsRefused() {
        for (String value : List.of("", "AAAA", "AAAAAAA=", "AAAA AA==", "!!!!!!==", "-1")) {
            assertThatThrownBy(() -> ChecksumNames.decode(ChecksumAlgorithm.CRC32, "x-amz-checksum-crc32", value))
                    .as(value).isInstanceOf(S3Exception.class);
        }
    }
}
