package io.spillway.gateway.s3.request;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;

/** Times as headers and as XML write them. */
public final class HttpDates {
    private static final DateTimeFormatter HEADER = DateTimeFormatter
            .ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter XML = new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.US);

    private HttpDates() {}

    public static String header(Instant instant) {
        return HEADER.format(instant);
    }

    public static String xml(Instant instant) {
        return XML.format(instant);
    }

    /** The time in a conditional header; empty if it is none, since HTTP says that such a header is passed over. */
    public static Optional<Instant> parse(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
