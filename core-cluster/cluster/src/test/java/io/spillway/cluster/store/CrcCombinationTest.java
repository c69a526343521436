package io.spillway.cluster.store;

import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class CrcCombinationTest {
    static Stream<Arguments> crcs() {
        Supplier<Checksum> crc32 = CRC32::new;
        Supplier<Checksum> crc32c = CRC32C::new;
        Supplier<Checksum> crc64 = Crc64Nvme::new;
        return Stream.of(Arguments.of(CrcCombination.CRC32, crc32), Arguments.of(CrcCombination.CRC32C, crc32c),
                Arguments.of(CrcCombination.CRC64NVME, crc64));
    }

    @ParameterizedTest
    @MethodSource("crcs")
    void twoPartsGiveTheChecksumOfTheWhole(CrcCombination combination, Supplier<Checksum> checksum) {
        Random random = new Random(2);
        byte[] bytes = new byte[100_000];
        random.nextBytes(bytes);
        for (int round = 0; round < 50; round++) {
            int cut = random.nextInt(bytes.length + 1);
            int end = cut + random.nextInt(bytes.length - cut + 1);
            assertThat(combination.combine(of(checksum, bytes, 0, cut), of(checksum, bytes, cut, end), end - cut))
                    .as("%d and %d bytes", cut, end - cut).isEqualTo(of(checksum, bytes, 0, end));
        }
    }

    private static long of(Supplier<Checksum> checksum, byte[] bytes, int from, int to) {
        Checksum running = checksum.get();
        running.update(bytes, from, to - from);
        return running.getValue();
    }
}
