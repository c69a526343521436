package io.spillway.cloud.api;

import java.util.HexFormat;
import java.util.Random;

import io.spillway.cloud.api.BytesSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

final class RunningChecksumTest {
    /** "123456789" is the check input that catalogues of checksums use. */
    @ParameterizedTest
    @CsvSource({"CRC64NVME,ae8b14860a799888", "SHA1,f7c3bc1d808e04732adf679965ccc34ca7ae3441",
            "SHA256,15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"})
    void theCheckInputGivesTheKnownValue(Checksum.Algorithm algorithm, String expected) {
        RunningChecksum running = RunningChecksum.of(algorithm);
        byte[] input = "123456789".getBytes(US_ASCII);
        running.update(input, 0, input.length);
        assertThat(running.hex()).isEqualTo(expected);
    }

    @Test
    void theCrcOfNothingIsZero() {
        assertThat(RunningChecksum.of(Checksum.Algorithm.CRC64NVME).hex()).isEqualTo("0000000000000000");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void piecesOfAnySizeGiveTheCrcOfTheWholeAsByTheDefinition(long seed) {
        Random random = new Random(seed);
        byte[] bytes = new byte[1 + random.nextInt(5000)];
        random.nextBytes(bytes);
        RunningChecksum pieces = RunningChecksum.of(Checksum.Algorithm.CRC64NVME);
        for (int at = 0; at < bytes.length;) {
            int length = Math.min(1 + random.nextInt(50), bytes.length - at);
            pieces.update(bytes, at, length);
            at += length;
        }
        assertThat(pieces.hex()).as("seed %s", seed).isEqualTo(HexFormat.of().toHexDigits(bitByBit(bytes)));
    }

    private static long bitByBit(byte[] bytes) {
        long crc = -1;
        for (byte value : bytes) {
            crc ^= value & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0x9A6C9329AC4BC9B5L;
            }
        }
        return ~crc;
    }

    @Test
    void aChecksumOfPartsIsThatOfTheirDigests() throws Exception {
        byte[] bytes = "aaaabbbbcc".getBytes(US_ASCII);
        Checksum answered = new Checksum(Checksum.Algorithm.SHA1, new Checksum.Coverage.Parts(4), "0".repeat(40));
        RunningChecksum expected = RunningChecksum.of(Checksum.Algorithm.SHA1);
        for (String part : new String[]{"aaaa", "bbbb", "cc"}) {
            RunningChecksum one = RunningChecksum.of(Checksum.Algorithm.SHA1);
            one.update(part.getBytes(US_ASCII), 0, part.length());
            expected.update(one.digest(), 0, 20);
        }
        assertThat(ChecksumCalculation.like(answered, new BytesSource(bytes)).hex()).isEqualTo(expected.hex());
    }
}
