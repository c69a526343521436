package io.spillway.cluster.api.name;

import java.util.UUID;

/** The identity of a chunk volume, kept in the volume's identity file; where it is mounted may change. */
public record VolumeId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
