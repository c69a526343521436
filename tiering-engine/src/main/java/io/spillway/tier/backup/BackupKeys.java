package io.spillway.tier.backup;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.spillway.cloud.api.CloudKey;
import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.ClusterId;

/** Where backups stand: {@code <cluster>/backups/<container>/<name>} and {@code <cluster>/backups/namespace/<name>}. */
public final class BackupKeys {
    private static final Pattern CONTAINER = Pattern.compile("(.*/backups/([0-9a-f]{64})/)[^/]+");

    private BackupKeys() {}

    /** What every backup of the cluster begins with. */
    public static String all(ClusterId cluster) {
        return cluster + "/backups/";
    }

    /** Every backup of the container, with the slash that ends the folder's name. */
    static String folder(ClusterId cluster, ContainerRef container) {
        return all(cluster) + container + "/";
    }

    /** Every backup of the namespace; no container has such a reference. */
    public static String namespaceFolder(ClusterId cluster) {
        return all(cluster) + "namespace/";
    }

    static CloudKey key(String folder, BackupName name) {
        return new CloudKey(folder + name);
    }

    /** The container that a backup is of; empty if it is of none. */
    public static Optional<ContainerRef> container(CloudKey key) {
        Matcher matcher = CONTAINER.matcher(key.value());
        return matcher.matches() ? Optional.of(new ContainerRef(matcher.group(2))) : Optional.empty();
    }

    /** What all backups of the container begin with, if the key is of one of them; empty if it is not. */
    public static Optional<String> folderOf(CloudKey key, ContainerRef container) {
        Matcher matcher = CONTAINER.matcher(key.value());
        return matcher.matches() && matcher.group(2).equals(container.value()) && BackupName.of(key).isPresent()
                ? Optional.of(matcher.group(1))
                : Optional.empty();
    }
}
