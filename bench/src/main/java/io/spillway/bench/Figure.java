package io.spillway.bench;

import java.util.Locale;

/** One number that was measured. */
record Figure(String what, String unit, double value) {
    String inWords() {
        return what + ": " + form(value) + " " + unit;
    }

    /** With as many digits as it deserves. */
    static String form(double value) {
        int decimals = value == Math.rint(value) || value >= 100 ? 0 : value >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
