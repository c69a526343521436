package io.spillway.system.b2;

import java.util.Map;
import java.util.stream.Collectors;

import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * What the simulator was asked since its start or the last reset. Transaction classes are those of Backblaze's price
 * list, "A" to "C". A shared upload URL is an upload over one that another upload was using, which clients must not do.
 */
public record B2Statistics(Map<String, Calls> calls, Map<String, Long> classes, long bytesIn, long bytesOut,
        int mostUploadsAtOnce, int sharedUploadUrls) {

    /** The calls of one name: all of them, and by what they were answered. */
    public record Calls(long all, long succeeded, long refused, long failed, long dropped) {
        static final Calls NONE = new Calls(0, 0, 0, 0, 0);

        private static Calls of(JsonNode node) {
            return new Calls(number(node, "all"), number(node, "2xx"), number(node, "4xx"), number(node, "5xx"),
                    number(node, "dropped"));
        }
    }

    /** The calls of this name; none if there were none. */
    public Calls calls(String name) {
        return calls.getOrDefault(name, Calls.NONE);
    }

    static B2Statistics of(JsonNode node) {
        Map<String, Calls> calls = field(node, "calls").asObject().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Calls.of(entry.getValue())));
        Map<String, Long> classes = field(node, "classes").asObject().entrySet().stream().collect(
                Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Long.valueOf(entry.getValue().asNumber())));
        return new B2Statistics(calls, classes, number(node, "bytesIn"), number(node, "bytesOut"),
                Math.toIntExact(number(node, "mostUploadsAtOnce")),
                Math.toIntExact(number(field(node, "violations"), "sharedUploadUrls")));
    }

    static JsonNode field(JsonNode node, String name) {
        return node.field(name)
                .orElseThrow(() -> new IllegalStateException("the simulator's answer has no " + name + ": " + node));
    }

    static long number(JsonNode node, String name) {
        return Long.parseLong(field(node, name).asNumber());
    }
}
