package io.spillway.tier.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import io.spillway.cloud.api.CloudException;
import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.ClusterId;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.ContainerBackups;
import io.spillway.cluster.api.transition.Epoch;
import io.spillway.cluster.api.transition.NamespaceBackups;
import io.spillway.cluster.api.transition.RemoteObject;
import io.spillway.tier.alarm.AlarmBook;
import io.spillway.tier.fault.Failpoints;
import io.spillway.tier.fault.Step;
import io.spillway.tier.target.Target;

/**
 * Puts a copy of a file of the directory into a target, proves it, records it, and removes the copies that it replaces,
 * in this order. One at a time, so that scratch space is needed for one.
 */
public final class BackupMaker {
    private final ContainerBackups containers;
    private final NamespaceBackups namespace;
    private final Place place;
    private final Tools tools;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    /**
     * Who makes backups, and where their files are written meanwhile.
     *
     * @param scratch a directory of our own with room for a container's file
     */
    public record Place(ClusterId cluster, Epoch owner, Path scratch) {}

    /** Injected so that tests own them. */
    public record Tools(AlarmBook alarms, Clock clock, Failpoints failpoints) {}

    public BackupMaker(ContainerBackups containers, NamespaceBackups namespace, Place place, Tools tools) {
        this.containers = containers;
        this.namespace = namespace;
        this.place = place;
        this.tools = tools;
    }

    /** What is done with a copy in the scratch directory. */
    @FunctionalInterface
    private interface Work<T> {
        T with(Path scratch) throws ObjectStoreException, CloudException, IOException;
    }

    /**
     * Makes sure that the target holds a backup of all that the container is now. After it returned, the copy is proven
     * and recorded.
     */
    public Backup backUp(ContainerRef container, Target target)
            throws ObjectStoreException, CloudException, IOException {
        var folder = new BackupFolder(target, BackupKeys.folder(place.cluster(), container), tools.failpoints());
        Optional<RemoteObject> current = containers.current(container, target.fingerprint())
                .map(ContainerBackups.Current::backup);
        if (current.isPresent() && stands(target, current.get())) {
            // A crash may have come before the former ones went.
            prune(folder, current.get(), Step.BACKUP_PRUNE);
            return new Backup.Unchanged(current.get());
        }
        return new Backup.Sent(inScratch(scratch -> send(container, folder, scratch)));
    }

    private RemoteObject send(ContainerRef container, BackupFolder folder, Path scratch)
            throws ObjectStoreException, CloudException, IOException {
        tools.failpoints().before(Step.BACKUP_COPY);
        long sequence = containers.copyTo(container, scratch);
        tools.failpoints().after(Step.BACKUP_COPY);
        RemoteObject remote = folder.put(name(sequence), FileSource.of(scratch), Step.BACKUP_PUT,
                tools.clock().instant());
        tools.failpoints().before(Step.BACKUP_RECORD);
        try {
            containers.record(container, remote, sequence);
        } catch (ObjectStoreException.Unavailable e) {
            // The container is going, so nothing would ever replace this copy.
            folder.remove(List.of(folder.target().exact(remote)));
            throw e;
        }
        tools.failpoints().after(Step.BACKUP_RECORD);
        prune(folder, remote, Step.BACKUP_PRUNE);
        return remote;
    }

    /** Old copies that stay cost money and no data, so that nothing else waits for them. */
    private void prune(BackupFolder folder, RemoteObject kept, Step step) throws CloudException {
        String subject = "old backups in target " + folder.target().name();
        switch (folder.prune(kept, step)) {
            case BackupFolder.Pruned.Nothing _ -> {
                // Says nothing of other containers' copies.
            }
            case BackupFolder.Pruned.Removed _ -> tools.alarms().clear(subject);
            case BackupFolder.Pruned.Kept(CloudException why) -> tools.alarms().raise(subject,
                    "cannot be removed, and are paid for until they can: " + why.getMessage());
        }
    }

    /** Whether what was recorded is still there; anybody may have emptied the bucket. */
    private static boolean stands(Target target, RemoteObject recorded) throws CloudException {
        try {
            return target.store().stat(target.exact(recorded).ref()).length() == recorded.length();
        } catch (CloudException.NotFound | CloudException.PreconditionFailed | CloudException.Corrupt _) {
            return false;
        }
    }

    /** Makes a backup of the namespace in the target. Restoring without it is possible, with less. */
    public Backup backUpNamespace(Target target) throws ObjectStoreException, CloudException, IOException {
        var folder = new BackupFolder(target, BackupKeys.namespaceFolder(place.cluster()), tools.failpoints());
        return new Backup.Sent(inScratch(scratch -> {
            tools.failpoints().before(Step.NAMESPACE_COPY);
            long index = namespace.copyNamespaceTo(scratch);
            tools.failpoints().after(Step.NAMESPACE_COPY);
            RemoteObject remote = folder.put(name(Math.max(0, index)), FileSource.of(scratch), Step.NAMESPACE_PUT,
                    tools.clock().instant());
            prune(folder, remote, Step.NAMESPACE_PRUNE);
            return remote;
        }));
    }

    private BackupName name(long sequence) {
        return new BackupName(sequence, place.owner().term(), tools.clock().millis());
    }

    private <T> T inScratch(Work<T> work) throws ObjectStoreException, CloudException, IOException {
        oneAtATime.lock();
        try {
            Files.createDirectories(place.scratch());
            Path file = place.scratch().resolve("backup.sqlite");
            Files.deleteIfExists(file);
            try {
                return work.with(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } finally {
            oneAtATime.unlock();
        }
    }
}
