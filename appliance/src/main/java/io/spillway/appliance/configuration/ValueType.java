package io.spillway.appliance.configuration;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.spillway.cluster.placement.DataSecurity;

/**
 * What the value of a key looks like.
 *
 * @param name for the table of keys
 * @param reader turns the text into the value, or throws {@link IllegalArgumentException} saying what to write
 */
record ValueType<T>(String name, Function<String, T> reader) {
    static final ValueType<HostPort> HOST_PORT = new ValueType<>("host:port", HostPort::parse);
    static final ValueType<DataSize> SIZE = new ValueType<>("size", DataSize::parse);
    static final ValueType<Duration> DURATION = new ValueType<>("duration", ValueType::duration);
    static final ValueType<Path> PATH = new ValueType<>("path", ValueType::path);
    static final ValueType<String> REGION = text("name", "[a-z0-9-]{1,32}",
            "write a region's name of a-z 0-9 -, such as us-east-1");
    static final ValueType<Optional<String>> DOMAIN = optional(text("domain name",
            "[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+",
            "write a domain name, such as s3.example.com"));
    static final ValueType<Profile> PROFILE = new ValueType<>("auto, small or normal",
            text -> Profile.named(text, Runtime.getRuntime().maxMemory()));
    static final ValueType<DataSecurity> DATA_SECURITY = new ValueType<>("data security", ValueType::dataSecurity);

    private static final Pattern COPIES = Pattern.compile("copies\\((\\d)\\)");
    private static final Pattern DURATION_PART = Pattern.compile("(\\d{1,9})(ms|d|h|m|s)");
    private static final Map<String, Duration> DURATION_UNITS = Map.of("ms", Duration.ofMillis(1), "s",
            Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));

    static ValueType<String> text(String name, String pattern, String remedy) {
        Pattern legal = Pattern.compile(pattern);
        return new ValueType<>(name, text -> {
            if (!legal.matcher(text).matches()) {
                throw new IllegalArgumentException(remedy);
            }
            return text;
        });
    }

    static ValueType<Integer> number(int least, int most) {
        return new ValueType<>("number", text -> {
            int value = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
            if (value < least || value > most) {
                throw new IllegalArgumentException("write a number from " + least + " to " + most);
            }
            return value;
        });
    }

    static <T> ValueType<Optional<T>> optional(ValueType<T> type) {
        return new ValueType<>(type.name,
                text -> text.isEmpty() ? Optional.empty() : Optional.of(type.reader.apply(text)));
    }

    /** A duration as the configuration writes it: {@code 1h30m}; zero is {@code 0s}. */
    static String write(Duration duration) {
        StringBuilder text = new StringBuilder();
        Duration rest = duration;
        for (String unit : List.of("d", "h", "m", "s", "ms")) {
            Duration one = DURATION_UNITS.getOrDefault(unit, Duration.ZERO);
            long count = rest.dividedBy(one);
            rest = rest.minus(one.multipliedBy(count));
            text.append(count > 0 ? count + unit : "");
        }
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION_PART.matcher(text.toLowerCase(Locale.ROOT));
        Duration sum = Duration.ZERO;
        int at = 0;
        while (matcher.find(at) && matcher.start() == at) {
            sum = sum.plus(DURATION_UNITS.getOrDefault(matcher.group(2), Duration.ZERO)
                    .multipliedBy(Long.parseLong(matcher.group(1))));
            at = matcher.end();
            if (at == text.length()) {
                return sum;
            }
        }
        throw new IllegalArgumentException("write a duration with its units, such as 90s, 1h30m or 7d (d h m s ms)");
    }

    private static DataSecurity dataSecurity(String text) {
        Matcher copies = COPIES.matcher(text);
        if (!copies.matches()) {
            throw new IllegalArgumentException("write copies(N), with N from 1 to " + DataSecurity.Copies.MAX);
        }
        return new DataSecurity.Copies(Integer.parseInt(copies.group(1)));
    }

    private static Path path(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("write the path of a folder");
        }
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("write the path of a folder; this is none: " + e.getReason(), e);
        }
    }
}
