package io.spillway.policy.fact;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * The facts of one object version. A null component is a missing fact: every part of a rule that needs it is
 * {@link Truth#UNKNOWN}. Only {@code lastRead} has a stand-in: an object that was never read is idle since it was created.
 *
 * @param size in bytes
 * @param created when this version was written
 * @param lastRead the last read that was noted, which may be up to a day behind the truth
 */
public record Facts(@Nullable String account, @Nullable String container, @Nullable String key, @Nullable Long size,
        @Nullable Instant created, @Nullable Instant lastRead) {

    /** Facts of an object of which only its place is known yet. */
    public static Facts of(String account, String container, String key) {
        return new Facts(account, container, key, null, null, null);
    }

    public Facts withSize(long bytes) {
        return new Facts(account, container, key, bytes, created, lastRead);
    }

    public Facts withCreated(Instant instant) {
        return new Facts(account, container, key, size, instant, lastRead);
    }

    public Facts withLastRead(Instant instant) {
        return new Facts(account, container, key, size, created, instant);
    }

    public OptionalLong sizeKnown() {
        return size == null ? OptionalLong.empty() : OptionalLong.of(size);
    }

    public Optional<Instant> createdKnown() {
        return Optional.ofNullable(created);
    }

    /** The instant from which the fact is counted: its value at {@code now} is {@code now} less this. */
    public Optional<Instant> start(ElapsedFact fact) {
        return switch (fact) {
            case AGE -> createdKnown();
            case IDLE -> Optional.ofNullable(lastRead).or(this::createdKnown);
        };
    }

    public Optional<String> text(TextFact fact) {
        return switch (fact) {
            case KEY -> Optional.ofNullable(key);
            case NAME -> Optional.ofNullable(key).map(Facts::nameOf);
            case EXTENSION -> Optional.ofNullable(key).map(Facts::extensionOf);
            case CONTAINER -> Optional.ofNullable(container);
            case ACCOUNT -> Optional.ofNullable(account);
        };
    }

    private static String nameOf(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    private static String extensionOf(String key) {
        String name = nameOf(key);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
