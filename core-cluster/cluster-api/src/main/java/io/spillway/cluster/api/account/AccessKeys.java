package io.spillway.cluster.api.account;

import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.name.AccountName;

/** The access keys of the namespace. A key is durable, and known to {@link #find}, once {@link #add} has returned. */
public interface AccessKeys {
    /** The key with this id. Answers from memory, since every request asks. */
    Optional<AccessKey> find(String id);

    /**
     * Records a key, and its account if that is new.
     *
     * @throws IllegalArgumentException if another key has this id
     */
    void add(AccessKey key);

    /** Ids and accounts of all keys, by account, then id; secrets stay behind. */
    List<KeyEntry> list();

    record KeyEntry(String id, AccountName account) {}
}
