package io.spillway.cluster.api.name;

import java.util.random.RandomGenerator;

/**
 * The id of one version of an object: 32 lower-case hex digits, the first 12 of them the milliseconds since 1970 at
 * which the writer made it, the rest random. Opaque to clients; never used twice, so that version id, length and
 * digest together are the generation of an object.
 */
public record VersionId(String value) implements Comparable<VersionId> {
    public VersionId {
        HexId.require("version id", value, 32);
    }

    public static VersionId next(long epochMilli, RandomGenerator random) {
        return new VersionId(HexId.inOrderOfTime(epochMilli, random));
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
