package io.spillway.gateway.s3;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.spillway.cluster.api.account.AccessKey;
import io.spillway.cluster.api.account.AccessKeys;

/** Access keys in a map. */
public final class InMemoryAccessKeys implements AccessKeys {
    private final Map<String, AccessKey> keys = new ConcurrentHashMap<>();

    @Override
    public Optional<AccessKey> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    @Override
    public void add(AccessKey key) {
        if (keys.putIfAbsent(key.id(), key) != null) {
            throw new IllegalArgumentException("another key has the id " + key.id());
        }
    }

    @Override
    public List<KeyEntry> list() {
        return keys.values().stream().map(key -> new KeyEntry(key.id(), key.account()))
                .sorted(Comparator.comparing(KeyEntry::account).thenComparing(KeyEntry::id)).toList();
    }
}
