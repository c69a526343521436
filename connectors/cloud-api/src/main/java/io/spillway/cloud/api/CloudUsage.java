package io.spillway.cloud.api;

import java.util.Map;

/** What was asked of a target since it was opened, by operation; every operation is in it. */
public record CloudUsage(Map<CloudOperation, Calls> calls) {
    public CloudUsage {
        calls = Map.copyOf(calls);
    }

    /**
     * Calls of one operation.
     *
     * @param made all of them, as the port counts; an adapter may need several requests for one
     * @param failed those among them that ended with an error
     * @param bytes of objects that were read or stored, whatever the wire took
     */
    public record Calls(long made, long failed, long bytes) {}

    public Calls of(CloudOperation operation) {
        return calls.getOrDefault(operation, new Calls(0, 0, 0));
    }
}
