package io.spillway.cluster.directory;

import io.spillway.cluster.api.name.HexId;

/** Names one operation across its retries: 32 lower-case hex digits. A repeat within a day gets the first answer. */
public record OperationId(String value) {
    public OperationId {
        HexId.require("operation id", value, 32);
    }

    @Override
    public String toString() {
        return value;
    }
}
