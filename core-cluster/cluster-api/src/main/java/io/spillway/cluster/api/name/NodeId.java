package io.spillway.cluster.api.name;

import java.util.UUID;

/** The identity of a node, made once when its data directory is initialised. */
public record NodeId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
