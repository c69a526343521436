package io.spillway.appliance.tier;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.spillway.cluster.api.account.Secret;
import io.spillway.cluster.api.registry.TargetRecord;

/**
 * A target as an operator describes it.
 *
 * @param type which connector opens it
 * @param settings under the names of the options of {@code target add}: path, bucket, prefix, endpoint, region, class
 * @param credentials under their names in the file that {@code --credentials} gave
 */
public record TargetRequest(String name, String type, Map<String, String> settings, Map<String, Secret> credentials) {
    static final String PATH = "path";
    static final String BUCKET = "bucket";
    static final String PREFIX = "prefix";
    static final String ENDPOINT = "endpoint";
    static final String REGION = "region";
    static final String CLASS = "class";
    private static final Set<String> NAMES = Set.of(PATH, BUCKET, PREFIX, ENDPOINT, REGION, CLASS);

    public TargetRequest {
        settings = Map.copyOf(settings);
        credentials = Map.copyOf(credentials);
    }

    /** The same over what is recorded of the target: what is not given stays as it was. */
    TargetRequest over(TargetRecord known) {
        Map<String, String> all = new HashMap<>(known.settings());
        all.keySet().retainAll(NAMES);
        settings.forEach((key, value) -> {
            if (!value.isBlank()) {
                all.put(key, value);
            }
        });
        return new TargetRequest(name, type, all, credentials.isEmpty() ? known.credentials() : credentials);
    }

    Optional<String> setting(String key) {
        return Optional.ofNullable(settings.get(key)).filter(value -> !value.isBlank());
    }

    String required(String key, String example) throws TierException {
        return setting(key).orElseThrow(() -> new TierException(
                "a target of type " + type + " needs --" + key + ", as in --" + key + " " + example));
    }

    /** Empty, or ending with a slash, however it was written. */
    String prefix() {
        String prefix = setting(PREFIX).orElse("");
        return prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    }

    /** Refuses what this type of target would ignore. */
    void allowOnly(String... keys) throws TierException {
        for (String given : settings.keySet()) {
            if (setting(given).isPresent() && !List.of(keys).contains(given)) {
                throw new TierException(
                        "--" + given + " means nothing to a target of type " + type + "; leave it out");
            }
        }
    }
}
