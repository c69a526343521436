package io.spillway.tier.restore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudReader;
import io.spillway.cloud.api.ExactRef;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.Listing;
import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.ClusterId;
import io.spillway.tier.backup.BackupKeys;
import io.spillway.tier.backup.BackupName;

/**
 * The backups that stand in a target, newest first.
 *
 * @param containers as many as the lost node had, with one or two copies each
 */
record Copies(List<Copy> namespace, Map<ContainerRef, List<Copy>> containers) {
    private static final int PAGE = 1000;

    /** One copy. */
    record Copy(ExactRef ref, BackupName name) {
        @Override
        public String toString() {
            return ref.key().value();
        }
    }

    static Copies in(CloudReader target, ClusterId cluster) throws CloudException {
        List<Copy> namespace = new ArrayList<>();
        Map<ContainerRef, List<Copy>> containers = new LinkedHashMap<>();
        Optional<ListCursor> at = Optional.of(ListCursor.START);
        while (at.isPresent()) {
            Listing page = target.list(BackupKeys.all(cluster), at.get(), PAGE);
            for (Listing.Item item : page.items()) {
                // A marker hides copies that somebody else removed; where versions are kept they still stand there.
                Optional<BackupName> name = BackupName.of(item.key());
                if (item instanceof Listing.Stored stored && name.isPresent()) {
                    Copy copy = new Copy(stored.ref(), name.get());
                    if (stored.key().value().startsWith(BackupKeys.namespaceFolder(cluster))) {
                        namespace.add(copy);
                    } else {
                        BackupKeys.container(stored.key()).ifPresent(
                                container -> containers.computeIfAbsent(container, _ -> new ArrayList<>()).add(copy));
                    }
                }
            }
            at = page.next();
        }
        Comparator<Copy> newestFirst = Comparator.comparing(Copy::name).reversed();
        namespace.sort(newestFirst);
        containers.values().forEach(copies -> copies.sort(newestFirst));
        return new Copies(namespace, containers);
    }

    boolean isEmpty() {
        return namespace.isEmpty() && containers.isEmpty();
    }

    /** The highest term of a node that has made one of them. */
    long newestTerm() {
        long newest = namespace.stream().mapToLong(copy -> copy.name().term()).max().orElse(0);
        for (List<Copy> copies : containers.values()) {
            newest = Math.max(newest, copies.getFirst().name().term());
        }
        return newest;
    }
}
