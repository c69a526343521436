package io.spillway.cluster.chunk;

import io.spillway.cluster.api.name.VolumeId;

/**
 * How a volume is doing.
 *
 * @param freeBytes that chunks may still take, the reserve not counted
 */
public record VolumeStatus(VolumeId volume, State state, long totalBytes, long freeBytes) {
    /** Whether the volume takes writes. */
    public sealed interface State {
        record Serving() implements State {}

        record ReadOnly(String reason) implements State {}

        /** A sync failed: what was written since is in doubt. Ends when the volume is opened anew. */
        record Fenced(String reason) implements State {}
    }
}
