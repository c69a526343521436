package io.spillway.cluster.api.object;

import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;

import io.spillway.cluster.api.name.StoragePolicyName;

class InMemoryObjectStoreTest implements ObjectStoreContract {
    private final RecordingAuthoriser authoriser = new RecordingAuthoriser();
    private final ObjectStore store = new InMemoryObjectStore(authoriser, Clock.systemUTC(),
            RandomGenerator.getDefault(), List.of(namespacePolicy(), otherPolicy()));

    @Override
    public ObjectStore store() {
        return store;
    }

    @Override
    public RecordingAuthoriser authoriser() {
        return authoriser;
    }

    @Override
    public StoragePolicyName namespacePolicy() {
        return new StoragePolicyName("single");
    }

    @Override
    public StoragePolicyName otherPolicy() {
        return new StoragePolicyName("two-copies");
    }
}
