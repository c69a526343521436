package io.spillway.cloud.api.owner;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The cluster that a target belongs to, as the marker object says it (docs/formats/target-owner.md).
 *
 * @param epoch 1 at the first claim; each take-over adds one, so that a former owner can tell that it is one
 */
public record Owner(UUID cluster, long epoch) {
    private static final String FORMAT = "spillway-target-owner ";
    private static final String FORMAT_VERSION = "1";
    private static final String CLUSTER = "cluster ";
    private static final String EPOCH = "epoch ";
    private static final int LINES = 3;

    public Owner {
        if (epoch < 1) {
            throw new IllegalArgumentException("epochs begin with 1, not " + epoch);
        }
    }

    byte[] encode() {
        return (FORMAT + FORMAT_VERSION + "\n" + CLUSTER + cluster + "\n" + EPOCH + epoch + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Empty if these are not the bytes of a marker that this version can read. */
    static Optional<Owner> decode(byte[] bytes) {
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        if (lines.size() != LINES || !lines.get(0).equals(FORMAT + FORMAT_VERSION)
                || !lines.get(1).startsWith(CLUSTER) || !lines.get(2).startsWith(EPOCH)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Owner(UUID.fromString(lines.get(1).substring(CLUSTER.length())),
                    Long.parseLong(lines.get(2).substring(EPOCH.length()))));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
