package io.spillway.cluster.directory;

import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.StoragePolicyName;

/** Containers by name. Creation and removal take several commits; one that a crash cut short is driven on at start. */
public interface ContainerEntries {
    /** The container that holds this name, active or closing; one that is still being created is not there yet. */
    Optional<ContainerEntry> findContainer(ContainerName name);

    /** A container of any state by its reference. */
    Optional<ContainerEntry> findContainer(ContainerRef ref);

    /** Active and closing containers of an account, by name. */
    List<ContainerEntry> containersOf(AccountName account);

    /**
     * Takes the name and makes the container's file.
     *
     * @return {@link Outcome.Created}, or {@link Refusal.NameTaken}, or unknown
     */
    Outcome createContainer(AccountName account, ContainerName name, Optional<StoragePolicyName> storagePolicy);

    /**
     * Closes an empty container and frees its name.
     *
     * @return {@link Outcome.Done}, or {@link Refusal.ContainerNotEmpty}, {@link Refusal.NoSuchContainer}, or unknown
     */
    Outcome deleteContainer(ContainerRef ref);
}
