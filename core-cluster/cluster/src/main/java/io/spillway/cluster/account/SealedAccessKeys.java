package io.spillway.cluster.account;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.spillway.cluster.api.account.AccessKey;
import io.spillway.cluster.api.account.AccessKeys;
import io.spillway.cluster.directory.Directory;
import io.spillway.cluster.directory.NamespaceCommand.AddAccessKey;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.Refusal;
import io.spillway.cluster.directory.namespace.NamespaceFile.SealedKey;

/** Access keys, stored sealed in the directory and held open in memory, since every request asks for one. */
public final class SealedAccessKeys implements AccessKeys {
    private final Directory directory;
    private final MasterKey master;
    /** As many as there are keys. */
    private final Map<String, AccessKey> keys = new ConcurrentHashMap<>();

    private SealedAccessKeys(Directory directory, MasterKey master) {
        this.directory = directory;
        this.master = master;
    }

    /** Opens the keys that the directory holds. */
    public static SealedAccessKeys open(Directory directory, List<SealedKey> stored, MasterKey master) {
        SealedAccessKeys opened = new SealedAccessKeys(directory, master);
        for (SealedKey key : stored) {
            opened.keys.put(key.id(), open(key, master));
        }
        return opened;
    }

    /**
     * Makes sure that the keys can be opened.
     *
     * @throws IllegalStateException naming one that was sealed with another master key
     */
    public static void requireOpen(List<SealedKey> stored, MasterKey master) {
        stored.forEach(key -> open(key, master));
    }

    private static AccessKey open(SealedKey key, MasterKey master) {
        return new AccessKey(key.id(), master.open(key.secret(), purpose(key.id())), key.account());
    }

    private static String purpose(String id) {
        return "access key " + id;
    }

    @Override
    public Optional<AccessKey> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    @Override
    public void add(AccessKey key) {
        Outcome outcome = directory.propose(
                new AddAccessKey(key.id(), key.account(), master.seal(key.secret(), purpose(key.id()))));
        switch (outcome) {
            case Outcome.Applied _ -> keys.put(key.id(), key);
            case Outcome.Refused(Refusal.Busy(String reason)) ->
                throw new IllegalStateException("access key " + key.id() + " was not added; try again: " + reason);
            case Outcome.Refused(Refusal refusal) ->
                throw new IllegalArgumentException("access key " + key.id() + " was not added: " + refusal);
            case Outcome.Unknown(String reason) -> throw new IllegalStateException(
                    "it is not known whether access key " + key.id() + " was added: " + reason);
        }
    }

    @Override
    public List<KeyEntry> list() {
        return keys.values().stream().map(key -> new KeyEntry(key.id(), key.account()))
                .sorted(Comparator.comparing(KeyEntry::account).thenComparing(KeyEntry::id)).toList();
    }
}
