package io.spillway.gateway.s3.checksum;

import java.nio.ByteBuffer;

import io.spillway.cluster.api.object.ChecksumAlgorithm;

/**
 * The CRC of a whole from those of its pieces: crc(A B) = crc(A) x^(8 |B|) + crc(B), in the ring of polynomials modulo
 * the CRC's own. Bits are reflected, as in all three CRCs of S3: the top bit stands for x^0.
 */
final class CrcCombination {
    private final int width;
    private final long polynomial;

    private CrcCombination(int width, long polynomial) {
        this.width = width;
        this.polynomial = polynomial;
    }

    static CrcCombination of(ChecksumAlgorithm algorithm) {
        return switch (algorithm) {
            case CRC32 -> new CrcCombination(32, 0xedb8_8320L);
            case CRC32C -> new CrcCombination(32, 0x82f6_3b78L);
            case CRC64NVME -> new CrcCombination(64, 0x9a6c_9329_ac4b_c9b5L);
            case MD5, SHA1, SHA256 -> throw new IllegalArgumentException(algorithm + " cannot be combined");
        };
    }

    /** @param second the CRC of the piece behind, which has this length */
    byte[] append(byte[] first, byte[] second, long length) {
        long combined = multiply(number(first), power(length)) ^ number(second);
        return width == 64
                ? ByteBuffer.allocate(8).putLong(combined).array()
                : ByteBuffer.allocate(4).putInt((int) combined).array();
    }

    private long number(byte[] crc) {
        return width == 64 ? ByteBuffer.wrap(crc).getLong() : ByteBuffer.wrap(crc).getInt() & 0xffff_ffffL;
    }

    /** x to the power of the bits in so many bytes. */
    private long power(long bytes) {
        long result = 1L << (width - 1);
        long square = 1L << (width - 1 - 8);
        for (long left = bytes; left > 0; left >>>= 1) {
            if ((left & 1) != 0) {
                result = multiply(result, square);
            }
            square = multiply(square, square);
        }
        return result;
    }

    private long multiply(long a, long b) {
        long product = 0;
        long shifted = b;
        for (int bit = width - 1; bit >= 0; bit--) {
            if (((a >>> bit) & 1) != 0) {
                product ^= shifted;
            }
            shifted = (shifted & 1) == 0 ? shifted >>> 1 : (shifted >>> 1) ^ polynomial;
        }
        return product;
    }
}
