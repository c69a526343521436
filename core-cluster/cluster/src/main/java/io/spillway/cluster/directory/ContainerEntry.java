package io.spillway.cluster.directory;

import java.time.Instant;
import java.util.Optional;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.StoragePolicyName;

/**
 * A container as the namespace's tables (meta1) list it.
 *
 * @param incarnation from 1; how often the name has been given
 */
public record ContainerEntry(ContainerRef ref, AccountName account, ContainerName name, long incarnation,
        Instant created, Optional<StoragePolicyName> storagePolicy, State state) {
    /** How far creation or removal has been driven; what was begun is driven on after a crash. */
    public enum State {
        /** The name is taken; the file may not be there yet. */
        CREATING, ACTIVE,
        /** Removal has been asked for; the file decides whether it is empty. */
        CLOSING,
        /** The name is free; the file stays until its garbage and cursors are done. */
        DRAINING
    }
}
