package io.spillway.cloud.api;

import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;

import io.spillway.cloud.api.BytesSource;
import io.spillway.cloud.api.TargetCapabilities.Versions;
import io.spillway.cloud.api.contract.CloudStoreContract;
import io.spillway.cloud.api.contract.ContractTarget;
import io.spillway.cloud.api.memory.InMemoryCloudStore;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class MeteredCloudStoreTest {
    private static final CloudKey KEY = new CloudKey("key");

    private final MeteredCloudStore store = new MeteredCloudStore(
            new InMemoryCloudStore(Versions.NONE, EnumSet.allOf(PutCondition.Kind.class), InstantSource.system()));

    /** A decorator keeps the contract of what it decorates. */
    @Nested
    final class Decorating implements CloudStoreContract {
        @Override
        public CloudStore store() {
            return store;
        }
    }

    @Test
    void everyOperationIsCountedWithItsBytes() throws Exception {
        StoredObject stored = store.put(KEY, new BytesSource(new byte[700]), PutCondition.ALWAYS,
                new InMemoryUploadJournal());
        try (CloudContent content = store.open(stored.ref().ref(), ReadRange.of(0, 300))) {
            ContractTarget.rest(content, 300);
        }
        store.stat(stored.ref().ref());
        store.list("", ListCursor.START, 10);
        store.uploads("", ListCursor.START, 10);
        store.delete(List.of(stored.ref()));
        store.cancel(new UploadId(KEY, "none"));
        store.capabilities();
        store.inspect();

        CloudUsage usage = store.usage();
        for (CloudOperation operation : CloudOperation.values()) {
            long bytes = operation == CloudOperation.PUT ? 700 : operation == CloudOperation.OPEN ? 300 : 0;
            assertThat(usage.of(operation)).as("%s", operation).isEqualTo(new CloudUsage.Calls(1, 0, bytes));
        }
    }

    @Test
    void aFailureIsCountedAsACallAndAFailure() {
        assertThatThrownBy(() -> store.stat(CloudRef.newest(KEY))).isInstanceOf(CloudException.NotFound.class);
        assertThat(store.usage().of(CloudOperation.STAT)).isEqualTo(new CloudUsage.Calls(1, 1, 0));
    }
}
