package io.spillway.cluster.api.name;

import java.util.UUID;

/** The identity of a cluster: what its volumes and its targets are marked with. */
public record ClusterId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
