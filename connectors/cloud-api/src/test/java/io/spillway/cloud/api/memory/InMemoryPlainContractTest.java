package io.spillway.cloud.api.memory;

import java.time.InstantSource;
import java.util.EnumSet;

import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.TargetCapabilities.Versions;
import io.spillway.cloud.api.contract.CloudStoreContract;

/** As a plain bucket: conditions, and no versions. */
final class InMemoryPlainContractTest implements CloudStoreContract {
    private final CloudStore store = new InMemoryCloudStore(Versions.NONE, EnumSet.allOf(PutCondition.Kind.class),
            InstantSource.system());

    @Override
    public CloudStore store() {
        return store;
    }
}
