package io.spillway.cluster.api.change;

import io.spillway.cluster.api.name.HexId;

/** A container's reference: 64 lower-case hex digits, the SHA-256 of account, name and incarnation. */
public record ContainerRef(String value) {
    public ContainerRef {
        HexId.require("container reference", value, 64);
    }

    @Override
    public String toString() {
        return value;
    }
}
