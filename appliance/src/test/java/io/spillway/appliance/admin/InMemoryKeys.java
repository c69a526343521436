package io.spillway.appliance.admin;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.spillway.cluster.api.account.AccessKey;
import io.spillway.cluster.api.account.AccessKeys;

/** Keys that are gone with the test. */
public final class InMemoryKeys implements AccessKeys {
    private final Map<String, AccessKey> keys = new ConcurrentHashMap<>();

    @Override
    public Optional<AccessKey> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    @Override
    public void add(AccessKey key) {
        AccessKey earlier = keys.putIfAbsent(key.id(), key);
        if (earlier != null && !earlier.equals(key)) {
            throw new IllegalArgumentException("another key has the id " + key.id());
        }
    }

    @Override
    public List<KeyEntry> list() {
        return keys.values().stream().map(key -> new KeyEntry(key.id(), key.account()))
                .sorted(Comparator.comparing(KeyEntry::account).thenComparing(KeyEntry::id)).toList();
    }
}
