package io.spillway.cloud.api.memory;

import java.time.InstantSource;
import java.util.Set;

import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.TargetCapabilities.Versions;
import io.spillway.cloud.api.contract.CloudStoreContract;

/** As B2: versions, and no conditions. */
final class InMemoryVersionedContractTest implements CloudStoreContract {
    private final CloudStore store = new InMemoryCloudStore(Versions.KEPT, Set.of(PutCondition.Kind.ALWAYS),
            InstantSource.system());

    @Override
    public CloudStore store() {
        return store;
    }
}
