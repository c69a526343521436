package io.spillway.bench;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, written like {@code 4KiB}, {@code 64MiB} or {@code 17}. */
record Size(long bytes) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,12})(|b|kib|mib|gib)");

    static Size parse(String text) {
        Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is not a size such as 4KiB, 64MiB or 17");
        }
        int shift = switch (form.group(2)) {
            case "kib" -> 10;
            case "mib" -> 20;
            case "gib" -> 30;
            default -> 0;
        };
        return new Size(Long.parseLong(form.group(1)) << shift);
    }

    @Override
    public String toString() {
        if (bytes >= 1 << 30 && bytes % (1 << 30) == 0) {
            return (bytes >> 30) + " GiB";
        }
        if (bytes >= 1 << 20 && bytes % (1 << 20) == 0) {
            return (bytes >> 20) + " MiB";
        }
        return bytes >= 1 << 10 && bytes % (1 << 10) == 0 ? (bytes >> 10) + " KiB" : bytes + " B";
    }
}
