package io.spillway.cluster.api.registry;

import java.util.Map;

import io.spillway.cluster.api.account.Secret;

/**
 * A target as the namespace knows it.
 *
 * @param name what rules and pointers call it: 1 to 63 of a-z 0-9 -, a letter or digit first
 * @param kind which connector opens it, such as {@code s3}
 * @param fingerprint of its identity, which never changes under a name
 * @param ownerEpoch the epoch of our claim on it; another one in the target's marker means that it was taken over
 * @param settings as the connector reads them, none of them secret
 * @param credentials as the connector reads them; stored sealed
 */
public record TargetRecord(String name, String kind, String fingerprint, long ownerEpoch, Map<String, String> settings,
        Map<String, Secret> credentials) {
    public TargetRecord {
        requireName(name);
        settings = Map.copyOf(settings);
        credentials = Map.copyOf(credentials);
    }

    /**
     * Checks a name before anything is done under it.
     *
     * @throws IllegalArgumentException if no target can be called so
     */
    public static void requireName(String name) {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            throw new IllegalArgumentException("\"" + name
                    + "\" cannot name a target; use 1 to 63 of a-z 0-9 - and begin with a letter or digit");
        }
    }
}
