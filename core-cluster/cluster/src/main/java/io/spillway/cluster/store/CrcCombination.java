package io.spillway.cluster.store;

/**
 * Makes the CRC of two byte strings put together from the CRC of each and the length of the second. A reflected CRC is
 * a polynomial over GF(2) modulo the generator: appending n bytes multiplies it by x to the 8n, and the bits that a
 * CRC adds before and after cancel out (as in zlib's crc32_combine).
 *
 * @param width of the CRC in bits, at most 64
 * @param reflectedPolynomial of the CRC, its bits reversed
 */
record CrcCombination(int width, long reflectedPolynomial) {
    static final CrcCombination CRC32 = new CrcCombination(32, 0xedb88320L);
    static final CrcCombination CRC32C = new CrcCombination(32, 0x82f63b78L);
    static final CrcCombination CRC64NVME = new CrcCombination(64, Crc64Nvme.REFLECTED_POLYNOMIAL);

    long combine(long first, long second, long secondLength) {
        return multiply(powerOfX(8 * secondLength), first) ^ second;
    }

    /** The polynomial 1 is the highest bit, for bits are reversed. */
    private long one() {
        return 1L << (width - 1);
    }

    private long powerOfX(long exponent) {
        long result = one();
        long square = one() >>> 1;
        for (long rest = exponent; rest != 0; rest >>>= 1) {
            if ((rest & 1) != 0) {
                result = multiply(square, result);
            }
            square = multiply(square, square);
        }
        return result;
    }

    private long multiply(long a, long b) {
        long product = 0;
        long shifted = b;
        for (long bit = one(); bit != 0; bit >>>= 1) {
            if ((a & bit) != 0) {
                product ^= shifted;
            }
            shifted = (shifted & 1) == 0 ? shifted >>> 1 : (shifted >>> 1) ^ reflectedPolynomial;
        }
        return product;
    }
}
