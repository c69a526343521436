package io.spillway.cluster.api.transition;

import io.spillway.cluster.api.name.HexId;

/** The id of an intent: 32 lower-case hex digits, never used twice. Remote keys are derived from it. */
public record IntentId(String value) {
    public IntentId {
        HexId.require("intent id", value, 32);
    }

    @Override
    public String toString() {
        return value;
    }
}
