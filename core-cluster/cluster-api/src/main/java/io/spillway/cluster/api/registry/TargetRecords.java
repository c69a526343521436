package io.spillway.cluster.api.registry;

import java.util.List;
import java.util.Optional;

/** The targets of the namespace. What was put is durable, and found, once {@link #put} has returned. */
public interface TargetRecords {
    /** The target of this name. Answers from memory, since every remote read asks. */
    Optional<TargetRecord> find(String name);

    /** All targets, by name. */
    List<TargetRecord> list();

    /**
     * Adds a target, or gives a known one other settings, credentials, or a higher owner's epoch.
     *
     * @throws IllegalArgumentException if the name stands for a target of another kind or fingerprint, or for one that
     *         is claimed with a higher owner's epoch
     */
    void put(TargetRecord target);
}
