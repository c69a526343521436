package io.spillway.appliance.configuration;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

import io.spillway.cluster.api.name.StoragePolicyName;

/**
 * How objects are kept.
 *
 * @param storagePolicies by name; never empty
 * @param defaultStoragePolicy one of them
 */
public record StoreConfiguration(SequencedMap<StoragePolicyName, Copies> storagePolicies,
        StoragePolicyName defaultStoragePolicy, DataSize metachunkSize, Duration readersGrace) {
    /** Smaller slices would be all overhead: every one is a file with attributes and a row of its own. */
    private static final long LEAST_METACHUNK = 64L << 10;
    /** The block checksums of a chunk must fit its attributes: 1 KiB at 64 MiB. */
    private static final long LARGEST_METACHUNK = 64L << 20;
    /** Checksums are per block of this size, and every slice but the last is made of whole blocks. */
    private static final long BLOCK = 64L << 10;

    public StoreConfiguration {
        storagePolicies = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(storagePolicies));
        if (!storagePolicies.containsKey(defaultStoragePolicy)) {
            throw new IllegalArgumentException("%s is %s, which is none of %s (%s); define it there or name another"
                    .formatted(Keys.DEFAULT_STORAGE_POLICY.name(), defaultStoragePolicy, Keys.STORAGE_POLICIES.name(),
                            storagePolicies.keySet()));
        }
        long size = metachunkSize.bytes();
        if (size < LEAST_METACHUNK || size > LARGEST_METACHUNK || size % BLOCK != 0) {
            throw new IllegalArgumentException(Keys.METACHUNK_SIZE.name() + " is " + metachunkSize
                    + "; choose a multiple of 64 KiB from 64 KiB to 64 MiB");
        }
    }

    static StoreConfiguration from(Settings settings) throws ConfigurationException {
        SequencedMap<StoragePolicyName, Copies> policies = new LinkedHashMap<>();
        for (Map.Entry<String, Copies> entry : settings.family(Keys.STORAGE_POLICIES).entrySet()) {
            policies.put(new StoragePolicyName(entry.getKey()), entry.getValue());
        }
        StoragePolicyName single = new StoragePolicyName(Keys.DEFAULT_STORAGE_POLICY.fallback());
        policies.putIfAbsent(single, new Copies(1));
        return new StoreConfiguration(policies,
                new StoragePolicyName(settings.get(Keys.DEFAULT_STORAGE_POLICY)), settings.get(Keys.METACHUNK_SIZE),
                settings.get(Keys.READERS_GRACE));
    }
}
