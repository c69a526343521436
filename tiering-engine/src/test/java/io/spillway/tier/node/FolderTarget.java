package io.spillway.tier.node;

import java.io.IOException;
import java.nio.file.Path;

import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.directory.DirectoryCloudStore;
import io.spillway.cloud.directory.DirectoryTarget;

/** A folder beside the node. */
public final class FolderTarget implements TestTarget {
    /** Small, so that a test of large objects need not move many bytes. */
    private static final long RESUMABLE_FROM = 1 << 20;

    @Override
    public CloudStore open(Path folder) throws IOException {
        Path bucket = folder.resolve("target");
        return new DirectoryCloudStore(
                new DirectoryTarget(bucket, DirectoryCloudStore.mark(bucket), TestNode.PREFIX), RESUMABLE_FROM);
    }
}
