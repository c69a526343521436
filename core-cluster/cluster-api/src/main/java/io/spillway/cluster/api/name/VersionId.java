package io.spillway.cluster.api.name;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The id of one version of an object: 32 lower-case hex digits, the first 12 of them the milliseconds since 1970 at
 * which the writer made it, the rest random. Opaque to clients; never used twice, so that version id, length and
 * digest together are the generation of an object.
 */
public record VersionId(String value) implements Comparable<VersionId> {
    private static final Pattern LEGAL = Pattern.compile("[0-9a-f]{32}");

    public VersionId {
        if (!LEGAL.matcher(value).matches()) {
            throw new IllegalArgumentException("version id \"" + value + "\" is not 32 hex digits");
        }
    }

    public static VersionId next(long epochMilli, RandomGenerator random) {
        return new VersionId("%012x%04x%016x".formatted(epochMilli & 0xffff_ffff_ffffL, random.nextInt(1 << 16),
                random.nextLong()));
    }

    @Override
    public int compareTo(VersionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
