package io.spillway.cluster.directory;

import io.spillway.cluster.api.name.HexId;
import io.spillway.cluster.api.name.VersionId;

/**
 * The id of one write: of an object, of a part, or of a recall. Every chunk file belongs to exactly one write, and the
 * write's row says whether the file may be swept. 32 lower-case hex digits, made like a version id and never used twice;
 * the write of a whole object uses the version's own.
 */
public record WriteId(String value) {
    public WriteId {
        HexId.require("write id", value, 32);
    }

    public static WriteId of(VersionId version) {
        return new WriteId(version.value());
    }

    @Override
    public String toString() {
        return value;
    }
}
