package io.spillway.cluster.api.location;

import io.spillway.cluster.api.name.HexId;

/** The id of a chunk: 32 lower-case hex digits, never used twice. The chunk file's name is made of it. */
public record ChunkId(String value) {
    public ChunkId {
        HexId.require("chunk id", value, 32);
    }

    @Override
    public String toString() {
        return value;
    }
}
