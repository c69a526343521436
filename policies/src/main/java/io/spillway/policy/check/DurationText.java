package io.spillway.policy.check;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as policies write them outside conditions: {@code 7d}, {@code 12h}, {@code 30m}. */
final class DurationText {
    static final String REMEDY = "write a whole number and d, h or m, as in 7d, 12h or 30m, up to 36500d";
    /** A hundred years: longer than any retention, and far from overflow. */
    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,9})([dhm])");

    private DurationText() {}

    static Optional<Duration> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        Duration duration = switch (matcher.group(2)) {
            case "d" -> Duration.ofDays(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofMinutes(amount);
        };
        return Optional.of(duration).filter(length -> length.compareTo(LONGEST) <= 0);
    }
}
