package io.spillway.tier.backup;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.spillway.cloud.api.CloudKey;
import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.ClusterId;

/** Where backups stand: {@code <cluster>/backups/<container>/<sequence>-<term>-<milliseconds>.sqlite}. */
final class BackupKeys {
    private static final Pattern NAME = Pattern.compile("([0-9]{19})-[0-9]+-[0-9]+\\.sqlite");

    private BackupKeys() {}

    /** Every backup of the container, with the slash that ends the folder's name. */
    static String folder(ClusterId cluster, ContainerRef container) {
        return cluster + "/backups/" + container + "/";
    }

    static CloudKey key(ClusterId cluster, ContainerRef container, long sequence, long term, long millis) {
        return new CloudKey(folder(cluster, container) + "%019d-%d-%d.sqlite".formatted(sequence, term, millis));
    }

    /** The change sequence that a backup holds; empty if the key is not of a backup. */
    static OptionalLong sequence(CloudKey key) {
        Matcher name = NAME.matcher(key.value().substring(key.value().lastIndexOf('/') + 1));
        return name.matches() ? OptionalLong.of(Long.parseLong(name.group(1))) : OptionalLong.empty();
    }
}
