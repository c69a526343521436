package io.spillway.cluster.store;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class Crc64NvmeTest {
    /** The check value of the catalogue of parametrised CRC algorithms, entry CRC-64/NVME. */
    @Test
    void theCheckValueIsThatOfTheCatalogue() {
        assertThat(crc("123456789".getBytes(StandardCharsets.US_ASCII))).isEqualTo(0xae8b14860a799888L);
    }

    @Test
    void eightBytesAtATimeGiveWhatOneAtATimeGives() {
        Random random = new Random(1);
        for (int length = 0; length < 100; length++) {
            byte[] bytes = new byte[length + 3];
            random.nextBytes(bytes);
            Crc64Nvme together = new Crc64Nvme();
            together.update(bytes, 3, length);
            Crc64Nvme one = new Crc64Nvme();
            for (int i = 3; i < bytes.length; i++) {
                one.update(bytes[i]);
            }
            assertThat(together.getValue()).as("%d bytes", length).isEqualTo(one.getValue());
        }
    }

    @Test
    void resetBeginsAnew() {
        Crc64Nvme crc = new Crc64Nvme();
        crc.update(7);
        crc.reset();
        assertThat(crc.getValue()).isEqualTo(crc(new byte[0]));
    }

    private static long crc(byte[] bytes) {
        Crc64Nvme crc = new Crc64Nvme();
        crc.update(bytes, 0, bytes.length);
        return crc.getValue();
    }
}
