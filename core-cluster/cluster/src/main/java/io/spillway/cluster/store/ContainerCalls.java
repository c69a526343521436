package io.spillway.cluster.store;

import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.object.Action;
import io.spillway.cluster.api.object.ContainerStat;
import io.spillway.cluster.api.object.Containers;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.RequestContext;
import io.spillway.cluster.directory.ContainerEntries;
import io.spillway.cluster.directory.ContainerEntry;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.Refusal;
import io.spillway.cluster.placement.StoragePolicies;

/** Containers of an account. */
final class ContainerCalls implements Containers {
    private final Door door;
    private final ContainerEntries containers;
    private final StoragePolicies policies;

    ContainerCalls(Door door, ContainerEntries containers, StoragePolicies policies) {
        this.door = door;
        this.containers = containers;
        this.policies = policies;
    }

    @Override
    public void createContainer(RequestContext context, ContainerName name, Optional<StoragePolicyName> storagePolicy)
            throws ObjectStoreException {
        AccountName account = door.enterNew(context, Action.CREATE_CONTAINER, name);
        if (storagePolicy.isPresent()) {
            policies.get(storagePolicy.get());
        }
        Outcome outcome = containers.createContainer(account, name, storagePolicy);
        if (outcome instanceof Outcome.Refused(Refusal.NameTaken taken)) {
            throw new ObjectStoreException.ContainerExists(name, taken.owner().equals(account));
        }
        Proposals.applied(outcome, Subject.of(name));
    }

    @Override
    public ContainerStat statContainer(RequestContext context, ContainerName name) throws ObjectStoreException {
        return Stats.of(door.enter(context, Action.STAT_CONTAINER, name));
    }

    @Override
    public List<ContainerStat> listContainers(RequestContext context) throws ObjectStoreException {
        AccountName account = door.enterAccount(context, Action.LIST_CONTAINERS);
        return containers.containersOf(account).stream()
                .filter(container -> container.state() == ContainerEntry.State.ACTIVE).map(Stats::of).toList();
    }

    @Override
    public void deleteContainer(RequestContext context, ContainerName name) throws ObjectStoreException {
        ContainerEntry container = door.enter(context, Action.DELETE_CONTAINER, name);
        Proposals.applied(containers.deleteContainer(container.ref()), Subject.of(name));
    }
}
