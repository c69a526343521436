package io.spillway.appliance.configuration;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, written as people write it: {@code 64MiB}, {@code 5 GB}, {@code 512}. */
public record DataSize(long bytes) {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,18}) ?([A-Za-z]*)");
    private static final List<String> BINARY = List.of("B", "KiB", "MiB", "GiB", "TiB");
    private static final Map<String, Long> UNITS = Map.of("", 1L, "b", 1L, "kib", 1L << 10, "mib", 1L << 20, "gib",
            1L << 30, "tib", 1L << 40, "kb", 1_000L, "mb", 1_000_000L, "gb", 1_000_000_000L, "tb",
            1_000_000_000_000L);

    public DataSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size is not negative");
        }
    }

    public static DataSize parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches() || !UNITS.containsKey(matcher.group(2).toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "write a size with its unit, such as 64MiB (KiB MiB GiB TiB, KB MB GB TB)");
        }
        long unit = UNITS.getOrDefault(matcher.group(2).toLowerCase(Locale.ROOT), 1L);
        try {
            return new DataSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), unit));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("this size is larger than anything can be", e);
        }
    }

    /** For people: in the largest binary unit that keeps it exact, or rounded to a tenth where there is none. */
    @Override
    public String toString() {
        int unit = 0;
        long one = 1;
        while (unit < BINARY.size() - 1 && bytes / one >= 1024) {
            one *= 1024;
            unit++;
        }
        String number = bytes % one == 0
                ? Long.toString(bytes / one)
                : String.format(Locale.ROOT, "%.1f", (double) bytes / one);
        return number + " " + BINARY.get(unit);
    }
}
