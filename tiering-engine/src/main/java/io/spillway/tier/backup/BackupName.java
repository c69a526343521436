package io.spillway.tier.backup;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.spillway.cloud.api.CloudKey;

/**
 * The last segment of a backup's key, {@code <sequence>-<term>-<milliseconds>.sqlite}. The newest is the one of the
 * highest term: a node that was restored goes on from an older sequence than the lost one may have come to, with a
 * higher term than that ever had.
 *
 * @param sequence of the last change in it; of a namespace's copy, the last entry of the log
 * @param term of the node that made it
 * @param millis when it was made
 */
public record BackupName(long sequence, long term, long millis) implements Comparable<BackupName> {
    private static final Pattern NAME = Pattern.compile("([0-9]{19})-([0-9]{1,18})-([0-9]{1,18})\\.sqlite");
    private static final Comparator<BackupName> ORDER = Comparator.comparingLong(BackupName::term)
            .thenComparingLong(BackupName::sequence).thenComparingLong(BackupName::millis);

    /** Empty if the key is not of a backup. */
    public static Optional<BackupName> of(CloudKey key) {
        Matcher name = NAME.matcher(key.value().substring(key.value().lastIndexOf('/') + 1));
        return name.matches()
                ? Optional.of(new BackupName(Long.parseLong(name.group(1)), Long.parseLong(name.group(2)),
                        Long.parseLong(name.group(3))))
                : Optional.empty();
    }

    public Instant made() {
        return Instant.ofEpochMilli(millis);
    }

    @Override
    public int compareTo(BackupName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "%019d-%d-%d.sqlite".formatted(sequence, term, millis);
    }
}
