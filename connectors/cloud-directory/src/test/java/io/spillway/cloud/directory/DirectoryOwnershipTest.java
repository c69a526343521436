package io.spillway.cloud.directory;

import java.io.IOException;
import java.nio.file.Path;

import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.owner.OwnershipContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryOwnershipTest implements OwnershipContract {
    private CloudStore store;

    @BeforeEach
    void markTheFolder(@TempDir Path root) throws IOException {
        store = new DirectoryCloudStore(new DirectoryTarget(root, DirectoryCloudStore.mark(root), ""));
    }

    @Override
    public CloudStore store() {
        return store;
    }
}
