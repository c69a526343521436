package io.spillway.gateway.s3.checksum;

/** CRC-64/NVME, which Java's library lacks: reflected polynomial 0x9a6c9329ac4bc9b5, all ones in and out. */
final class Crc64Nvme {
    private static final long POLYNOMIAL = 0x9a6c_9329_ac4b_c9b5L;
    private static final long[] TABLE = table();

    private Crc64Nvme() {}

    static long of(byte[] bytes) {
        long crc = -1;
        for (byte b : bytes) {
            crc = TABLE[(int) (crc ^ b) & 0xff] ^ (crc >>> 8);
        }
        return ~crc;
    }

    private static long[] table() {
        long[] table = new long[256];
        for (int i = 0; i < table.length; i++) {
            long crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ POLYNOMIAL;
            }
            table[i] = crc;
        }
        return table;
    }
}
