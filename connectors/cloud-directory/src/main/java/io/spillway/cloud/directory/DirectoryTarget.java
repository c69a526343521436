package io.spillway.cloud.directory;

import java.nio.file.Path;

import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.TargetIdentity;

/**
 * Which folder is the target.
 *
 * @param root the folder; where it is mounted may change
 * @param id of the folder's identity file, which makes it this target wherever it is mounted
 * @param prefix of our keys, empty or ending with a slash
 */
public record DirectoryTarget(Path root, String id, String prefix) {
    public DirectoryTarget {
        root = root.toAbsolutePath().normalize();
        if (!prefix.isEmpty() && !prefix.endsWith("/")) {
            throw new IllegalArgumentException("a target's prefix ends with a slash: " + prefix);
        }
        if (!prefix.isEmpty()) {
            var _ = new CloudKey(prefix.substring(0, prefix.length() - 1));
        }
    }

    public TargetIdentity identity() {
        return new TargetIdentity("directory", "", id, prefix);
    }
}
