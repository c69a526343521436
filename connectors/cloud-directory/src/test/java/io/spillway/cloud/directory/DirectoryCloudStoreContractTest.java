package io.spillway.cloud.directory;

import java.io.IOException;
import java.nio.file.Path;

import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.contract.CloudStoreContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryCloudStoreContractTest implements CloudStoreContract {
    private CloudStore store;

    @BeforeEach
    void markTheFolder(@TempDir Path root) throws IOException {
        store = new DirectoryCloudStore(new DirectoryTarget(root, DirectoryCloudStore.mark(root), "some/prefix/"),
                1 << 20);
    }

    @Override
    public CloudStore store() {
        return store;
    }
}
