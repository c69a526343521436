package io.spillway.cluster.api.name;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Ids that are written as lower-case hex digits. */
public final class HexId {
    private static final int TIME_DIGITS = 12;

    private HexId() {}

    /**
     * Refuses what is not this many lower-case hex digits.
     *
     * @param kind what the id is of, for the message
     */
    public static void require(String kind, String value, int digits) {
        boolean legal = value.length() == digits;
        for (int i = 0; legal && i < digits; i++) {
            char digit = value.charAt(i);
            legal = (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
        }
        if (!legal) {
            throw new IllegalArgumentException(
                    kind + " \"" + value + "\" is not " + digits + " lower-case hex digits");
        }
    }

    /**
     * 32 digits that begin with the time, so that what is made at one time stands together in an index, and end with 80
     * random bits.
     */
    public static String inOrderOfTime(long epochMilli, RandomGenerator random) {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(epochMilli, TIME_DIGITS) + hex.toHexDigits((short) random.nextInt())
                + hex.toHexDigits(random.nextLong());
    }
}
