package io.spillway.tier.collect;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRemover;
import io.spillway.cloud.api.ExactRef;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.Listing;
import io.spillway.cloud.api.Removal;
import io.spillway.cloud.api.UploadId;
import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.transition.GarbageNote.RemoteAttempt;
import io.spillway.cluster.api.transition.RemoteObject;
import io.spillway.tier.backup.BackupKeys;
import io.spillway.tier.backup.BackupName;
import io.spillway.tier.fault.Failpoints;
import io.spillway.tier.fault.Step;
import io.spillway.tier.target.Target;

/** Removes what a note stands for from its target, and nothing else. */
final class RemoteRemoval {
    private final Target target;
    private final Failpoints failpoints;

    RemoteRemoval(Target target, Failpoints failpoints) {
        this.target = target;
        this.failpoints = failpoints;
    }

    /**
     * Removes what a note of an object names. The note of a backup of its own container is written when that goes, so that
     * nobody makes or prunes another, and a crash may have left others beside it: then all of that container go.
     */
    boolean object(ContainerRef container, RemoteObject remote) throws CloudException {
        Optional<String> backups = BackupKeys.folderOf(target.exact(remote).key(), container);
        return backups.isPresent() ? backups(backups.get()) : exactly(remote);
    }

    private boolean backups(String folder) throws CloudException {
        boolean found = cancelUploads(folder, key -> BackupName.of(key).isPresent());
        Optional<ListCursor> at = Optional.of(ListCursor.START);
        while (at.isPresent()) {
            Listing page = target.store().list(folder, at.get(), CloudRemover.MAX_DELETES);
            List<ExactRef> some = page.items().stream().filter(item -> BackupName.of(item.key()).isPresent())
                    .map(RemoteRemoval::exact).toList();
            if (!some.isEmpty()) {
                target.ownership().prove();
                delete(some);
                found = true;
            }
            at = page.next();
        }
        return found;
    }

    private static ExactRef exact(Listing.Item item) {
        return switch (item) {
            case Listing.Stored stored -> stored.ref();
            case Listing.Marker marker -> marker.ref();
        };
    }

    /** Removes exactly this object; another one that stands under its key is left alone, for it is not what we wrote. */
    private boolean exactly(RemoteObject remote) throws CloudException {
        try {
            delete(List.of(target.exact(remote)));
        } catch (CloudException.PreconditionFailed e) {
            throw new CloudException.Refused("object " + remote.key() + " is not removed",
                    "somebody else has written another object under its key; remove that one by hand", e);
        }
        return true;
    }

    /** Removes every version under the attempt's key, which nobody else writes to, and its unfinished uploads. */
    boolean attempt(RemoteAttempt attempt) throws CloudException {
        CloudKey key = target.cloudKey(attempt.remoteKey());
        boolean found = cancelUploads(key.value(), key::equals);
        List<ExactRef> versions = versions(key);
        if (!versions.isEmpty()) {
            delete(versions);
        }
        return found || !versions.isEmpty();
    }

    private List<ExactRef> versions(CloudKey key) throws CloudException {
        return target.store().list(key.value(), ListCursor.START, CloudRemover.MAX_DELETES).items().stream()
                .filter(item -> item.key().equals(key)).map(RemoteRemoval::exact).toList();
    }

    private boolean cancelUploads(String prefix, Predicate<CloudKey> wanted) throws CloudException {
        boolean found = false;
        for (UploadId upload : target.openUploads(prefix)) {
            if (wanted.test(upload.key())) {
                failpoints.before(Step.REMOVE);
                target.store().cancel(upload);
                failpoints.after(Step.REMOVE);
                found = true;
            }
        }
        return found;
    }

    private void delete(List<ExactRef> refs) throws CloudException {
        failpoints.before(Step.REMOVE);
        for (Removal removal : target.store().delete(refs)) {
            if (removal instanceof Removal.Failed(ExactRef _, CloudException reason)) {
                throw reason;
            }
        }
        failpoints.after(Step.REMOVE);
    }
}
