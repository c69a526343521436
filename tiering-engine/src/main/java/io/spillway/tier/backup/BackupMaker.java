package io.spillway.tier.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRemover;
import io.spillway.cloud.api.ExactRef;
import io.spillway.cloud.api.InMemoryUploadJournal;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.Listing;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.Removal;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cloud.api.UploadId;
import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.ClusterId;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.ContainerBackups;
import io.spillway.cluster.api.transition.Epoch;
import io.spillway.cluster.api.transition.RemoteObject;
import io.spillway.tier.fault.Failpoints;
import io.spillway.tier.fault.Step;
import io.spillway.tier.proof.Proofs;
import io.spillway.tier.target.Target;

/** Puts a copy of a container's file into a target, proves it, records it, and removes the copies that it replaces. */
public final class BackupMaker {
    private final ContainerBackups backups;
    private final Place place;
    private final Clock clock;
    private final Failpoints failpoints;

    /**
     * Who makes backups, and where their files are written meanwhile.
     *
     * @param scratch a directory of our own with room for a container's file
     */
    public record Place(ClusterId cluster, Epoch owner, Path scratch) {}

    public BackupMaker(ContainerBackups backups, Place place, Clock clock, Failpoints failpoints) {
        this.backups = backups;
        this.place = place;
        this.clock = clock;
        this.failpoints = failpoints;
    }

    /** Makes one backup of the container in the target. After it returned, the copy is proven and recorded. */
    public void backUp(ContainerRef container, Target target)
            throws ObjectStoreException, CloudException, IOException {
        Files.createDirectories(place.scratch());
        Path file = place.scratch().resolve(container + ".sqlite");
        Files.deleteIfExists(file);
        try {
            failpoints.before(Step.BACKUP_COPY);
            long sequence = backups.copyTo(container, file);
            failpoints.after(Step.BACKUP_COPY);
            RemoteObject remote = send(container, target, FileSource.of(file), sequence);
            failpoints.before(Step.BACKUP_RECORD);
            backups.record(container, remote, sequence);
            failpoints.after(Step.BACKUP_RECORD);
            prune(container, target, remote, sequence);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private RemoteObject send(ContainerRef container, Target target, FileSource source, long sequence)
            throws CloudException, IOException {
        CloudKey key = BackupKeys.key(place.cluster(), container, sequence, place.owner().term(), clock.millis());
        var upload = new InMemoryUploadJournal();
        failpoints.before(Step.BACKUP_PUT);
        try {
            StoredObject stored = target.store().put(key, source, PutCondition.ALWAYS, upload);
            failpoints.after(Step.BACKUP_PUT);
            RemoteObject remote = target.remote(stored, source.length(), source.sha256());
            Proofs.prove(target, remote, () -> source, clock.instant());
            return remote;
        } catch (CloudException | IOException e) {
            // Nobody goes on with a backup; the next one is another file.
            Optional<UploadId> begun = upload.find();
            if (begun.isPresent()) {
                target.store().cancel(begun.get());
            }
            throw e;
        }
    }

    /** A restore takes the newest backup, so that older ones, and copies that were never recorded, are of no use. */
    private void prune(ContainerRef container, Target target, RemoteObject kept, long sequence)
            throws CloudException {
        List<ExactRef> old = new ArrayList<>();
        ExactRef newest = target.exact(kept);
        Listing page = target.store().list(BackupKeys.folder(place.cluster(), container), ListCursor.START,
                CloudRemover.MAX_DELETES);
        for (Listing.Item item : page.items()) {
            if (item instanceof Listing.Stored stored && !stored.ref().equals(newest)
                    && BackupKeys.sequence(stored.key()).orElse(Long.MAX_VALUE) <= sequence) {
                old.add(stored.ref());
            }
        }
        if (old.isEmpty()) {
            return;
        }
        failpoints.before(Step.BACKUP_PRUNE);
        for (Removal removal : target.store().delete(old)) {
            if (removal instanceof Removal.Failed(ExactRef _, CloudException reason)) {
                throw reason;
            }
        }
        failpoints.after(Step.BACKUP_PRUNE);
    }
}
