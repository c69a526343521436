package io.spillway.cluster.directory;

import java.util.regex.Pattern;

import io.spillway.cluster.api.name.VersionId;

/**
 * The id of one write: of an object, of a part, or of a recall. Every chunk file belongs to exactly one write, and the
 * write's row says whether the file may be swept. 32 lower-case hex digits, made like a version id and never used twice;
 * the write of a whole object uses the version's own.
 */
public record WriteId(String value) {
    private static final Pattern LEGAL = Pattern.compile("[0-9a-f]{32}");

    public WriteId {
        if (!LEGAL.matcher(value).matches()) {
            throw new IllegalArgumentException("write id \"" + value + "\" is not 32 hex digits");
        }
    }

    public static WriteId of(VersionId version) {
        return new WriteId(version.value());
    }

    @Override
    public String toString() {
        return value;
    }
}
