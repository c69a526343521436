package io.spillway.cluster.api.location;

import java.util.regex.Pattern;

/** The id of a chunk: 32 lower-case hex digits, random, never used twice. The chunk file's name is made of it. */
public record ChunkId(String value) {
    private static final Pattern LEGAL = Pattern.compile("[0-9a-f]{32}");

    public ChunkId {
        if (!LEGAL.matcher(value).matches()) {
            throw new IllegalArgumentException("chunk id \"" + value + "\" is not 32 hex digits");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
