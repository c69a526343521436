package io.spillway.cluster.directory;

import java.util.Map;

/** A target as it stands in the log and in {@code directory.db}: like the one of the registry, its credentials sealed. */
public record SealedTarget(String name, String kind, String fingerprint, long ownerEpoch, Map<String, String> settings,
        Map<String, SealedSecret> credentials) {
    public SealedTarget {
        settings = Map.copyOf(settings);
        credentials = Map.copyOf(credentials);
    }
}
