package io.spillway.appliance.configuration;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.chunk.ChunkVolume;
import io.spillway.cluster.placement.DataSecurity;
import io.spillway.cluster.placement.StoragePolicies;
import io.spillway.cluster.store.StoreSettings;

/**
 * How objects are kept.
 *
 * @param inlineMax up to which size an object of one copy is kept in its container's file
 */
public record StoreConfiguration(StoragePolicies storagePolicies, DataSize metachunkSize, DataSize inlineMax,
        Duration readersGrace) {
    /** The store's own unit. */
    private static final long UNIT = 64L << 10;

    public StoreConfiguration {
        long size = metachunkSize.bytes();
        if (size <= 0 || size > ChunkVolume.MAX_CHUNK_BYTES || size % UNIT != 0) {
            throw new IllegalArgumentException("%s is %s; choose a multiple of %s, at most %s".formatted(
                    Keys.METACHUNK_SIZE.name(), metachunkSize, new DataSize(UNIT),
                    new DataSize(ChunkVolume.MAX_CHUNK_BYTES)));
        }
        if (inlineMax.bytes() > StoreSettings.MAX_INLINE_BYTES) {
            throw new IllegalArgumentException("%s is %s; choose at most %s, or 0B for none".formatted(
                    Keys.INLINE_MAX.name(), inlineMax, new DataSize(StoreSettings.MAX_INLINE_BYTES)));
        }
    }

    static StoreConfiguration from(Settings settings) throws ConfigurationException {
        return new StoreConfiguration(policies(settings), settings.get(Keys.METACHUNK_SIZE),
                settings.get(Keys.INLINE_MAX),
                settings.get(Keys.READERS_GRACE));
    }

    private static StoragePolicies policies(Settings settings) throws ConfigurationException {
        Map<StoragePolicyName, DataSecurity> policies = new LinkedHashMap<>();
        policies.put(new StoragePolicyName(Keys.DEFAULT_STORAGE_POLICY.fallback()), new DataSecurity.Copies(1));
        for (Map.Entry<String, DataSecurity> entry : settings.family(Keys.STORAGE_POLICIES).entrySet()) {
            policies.put(new StoragePolicyName(entry.getKey()), entry.getValue());
        }
        StoragePolicyName standard = new StoragePolicyName(settings.get(Keys.DEFAULT_STORAGE_POLICY));
        if (!policies.containsKey(standard)) {
            throw new IllegalArgumentException("%s is %s, which is none of %s (%s); define it there or name another"
                    .formatted(Keys.DEFAULT_STORAGE_POLICY.name(), standard, Keys.STORAGE_POLICIES.name(),
                            policies.keySet()));
        }
        return new StoragePolicies(policies, standard);
    }
}
