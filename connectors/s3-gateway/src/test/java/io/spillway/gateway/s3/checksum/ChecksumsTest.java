package io.spillway.gateway.s3.checksum;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.gateway.s3.error.S3Exception;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    @ParameterizedTest
    @EnumSource(value = ChecksumAlgorithm.class, names = {"CRC32", "CRC32C", "CRC64NVME"})
    void theCrcOfPiecesIsThatOfTheWhole(ChecksumAlgorithm algorithm) {
        Random random = new Random(42);
        for (int round = 0; round < 200; round++) {
            byte[] whole = new byte[random.nextInt(3000)];
            random.nextBytes(whole);
            int first = random.nextInt(whole.length + 1);
            int second = first + random.nextInt(whole.length - first + 1);
            List<PartChecksums.Piece> pieces = List.of(piece(algorithm, whole, 0, first),
                    piece(algorithm, whole, first, second), piece(algorithm, whole, second, whole.length));
            assertThat(PartChecksums.fullObject(algorithm, pieces)).as("round %d", round)
                    .isEqualTo(SmallChecksums.of(algorithm, whole));
        }
    }

    private static PartChecksums.Piece piece(ChecksumAlgorithm algorithm, byte[] whole, int from, int to) {
        return new PartChecksums.Piece(SmallChecksums.of(algorithm, Arrays.copyOfRange(whole, from, to)),
                (long) to - from);
    }

    @Test
    void aValueOfTheWrongLengthOrAlphabetIsRefused() {
        for (String value : List.of("", "AAAA", "AAAAAAA=", "AAAA AA==", "!!!!!!==", "-1")) {
            assertThatThrownBy(() -> ChecksumNames.decode(ChecksumAlgorithm.CRC32, "x-amz-checksum-crc32", value))
                    .as(value).isInstanceOf(S3Exception.class);
        }
    }
}
