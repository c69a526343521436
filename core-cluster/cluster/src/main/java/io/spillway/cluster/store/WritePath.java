package io.spillway.cluster.store;

import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.name.VersionId;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.RequestContext;
import io.spillway.cluster.directory.ContainerCommand;
import io.spillway.cluster.directory.ContainerEntry;
import io.spillway.cluster.directory.WriteId;
import io.spillway.cluster.placement.StoragePolicies;

/** The way of a write, from its storage policy to its proposal; shared by puts, copies and parts. */
record WritePath(StoragePolicies policies, BodyWriter bodies, PendingWrite.Setting setting, InstantSource clock,
        RandomGenerator random) {
    StoragePolicy policy(Optional<StoragePolicyName> asked, ContainerEntry container)
            throws ObjectStoreException.UnknownStoragePolicy {
        return policy(policies.choose(asked, container.storagePolicy()));
    }

    StoragePolicy policy(StoragePolicyName name) throws ObjectStoreException.UnknownStoragePolicy {
        return new StoragePolicy(name, policies.get(name));
    }

    VersionId newVersion() {
        return VersionId.next(clock.millis(), random);
    }

    PendingWrite begin(RequestContext context, ContainerEntry container, WriteId write, ObjectKey key) {
        return new PendingWrite(setting, context, container, write, key);
    }

    Proposals proposals() {
        return setting.proposals();
    }

    ContainerCommand.Graces graces() {
        return setting.graces();
    }
}
