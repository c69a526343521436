package io.spillway.tier.backup;

import java.io.IOException;
import java.time.Instant;
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
import io.spillway.cluster.api.transition.RemoteObject;
import io.spillway.tier.fault.Failpoints;
import io.spillway.tier.fault.Step;
import io.spillway.tier.proof.Proofs;
import io.spillway.tier.target.Target;

/** The backups of one file in one target. */
record BackupFolder(Target target, String folder, Failpoints failpoints) {
    /** What became of older copies. */
    sealed interface Pruned {
        record Nothing() implements Pruned {}

        record Removed() implements Pruned {}

        record Kept(CloudException why) implements Pruned {}
    }

    /**
     * Sends a copy and proves it, if the target is still ours: a node that came back after it was replaced would remove
     * the backups of the one that replaced it.
     */
    RemoteObject put(BackupName name, FileSource source, Step step, Instant now) throws CloudException, IOException {
        target.ownership().prove();
        CloudKey key = BackupKeys.key(folder, name);
        var upload = new InMemoryUploadJournal();
        failpoints.before(step);
        try {
            StoredObject stored = target.store().put(key, source, PutCondition.ALWAYS, upload);
            failpoints.after(step);
            RemoteObject remote = target.remote(stored, source.length(), source.sha256());
            Proofs.prove(target, remote, () -> source, now);
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

    /**
     * Removes every copy that is older than this one, which is proven, and what a crash left of uploads of such. A restore
     * takes the newest, so that older ones, and copies that were never recorded, are of no use. Newer ones are somebody
     * else's.
     *
     * @return {@link Pruned.Kept} where the target does not let them go: a lock, or a key that may not remove
     */
    Pruned prune(RemoteObject kept, Step step) throws CloudException {
        ExactRef exact = target.exact(kept);
        BackupName name = BackupName.of(exact.key())
                .orElseThrow(() -> new IllegalArgumentException(kept.key() + " is not the key of a backup"));
        List<ExactRef> old = olderThan(name);
        List<UploadId> left = uploadsUpTo(name);
        if (!old.isEmpty() || !left.isEmpty()) {
            target.ownership().prove();
            failpoints.before(step);
            try {
                for (UploadId upload : left) {
                    target.store().cancel(upload);
                }
                remove(old);
            } catch (CloudException.AccessDenied | CloudException.Refused e) {
                return new Pruned.Kept(e);
            }
            failpoints.after(step);
            return new Pruned.Removed();
        }
        return new Pruned.Nothing();
    }

    private List<ExactRef> olderThan(BackupName name) throws CloudException {
        List<ExactRef> old = new ArrayList<>();
        Optional<ListCursor> at = Optional.of(ListCursor.START);
        while (at.isPresent()) {
            Listing page = target.store().list(folder, at.get(), CloudRemover.MAX_DELETES);
            for (Listing.Item item : page.items()) {
                if (item instanceof Listing.Stored stored
                        && BackupName.of(stored.key()).filter(other -> other.compareTo(name) < 0).isPresent()) {
                    old.add(stored.ref());
                }
            }
            at = page.next();
        }
        return old;
    }

    /** Nobody goes on with one: each backup has a key of its own, and this one is complete. */
    private List<UploadId> uploadsUpTo(BackupName name) throws CloudException {
        return target.openUploads(folder).stream()
                .filter(upload -> BackupName.of(upload.key()).filter(other -> other.compareTo(name) <= 0).isPresent())
                .toList();
    }

    void remove(List<ExactRef> copies) throws CloudException {
        for (int from = 0; from < copies.size(); from += CloudRemover.MAX_DELETES) {
            List<ExactRef> some = copies.subList(from, Math.min(copies.size(), from + CloudRemover.MAX_DELETES));
            for (Removal removal : target.store().delete(some)) {
                if (removal instanceof Removal.Failed(ExactRef _, CloudException reason)) {
                    throw reason;
                }
            }
        }
    }
}
