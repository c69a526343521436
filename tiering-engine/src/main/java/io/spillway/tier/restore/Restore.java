package io.spillway.tier.restore;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.spillway.cloud.api.CloudContent;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.ReadRange;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cloud.api.owner.Owner;
import io.spillway.cloud.api.owner.TargetOwnership;
import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.ClusterId;
import io.spillway.cluster.api.restore.DirectoryRebuild;
import io.spillway.cluster.api.restore.LostObjects;
import io.spillway.cluster.api.restore.Rebuilt;
import io.spillway.cluster.api.restore.UnusableCopyException;
import io.spillway.cluster.api.transition.RemoteObject;
import io.spillway.tier.backup.FileSource;
import io.spillway.tier.proof.Proofs;
import io.spillway.tier.restore.Copies.Copy;
import io.spillway.tier.restore.RestoreReport.UnusableCopy;
import io.spillway.tier.target.Target;

/**
 * Restores the directory of a lost node from a target. Nothing in the target is changed but its owner's epoch, and that
 * only when everything is ready, just before the directory is put in its place. For one run and one thread; one that was
 * cut short is run again from the start.
 */
public final class Restore {
    private static final int BUFFER = 64 * 1024;
    /** A connection that breaks three times in a row is no accident. */
    private static final int FETCHES = 3;

    private final Target target;
    private final TargetOwnership ownership;
    private final Path scratch;
    private final List<UnusableCopy> unusable = new ArrayList<>();
    private final List<ContainerRef> notBrought = new ArrayList<>();
    private Instant newest = Instant.EPOCH;

    /**
     * Prepares a restore.
     *
     * @param target under the name that pointers use for it
     * @param ownership of the same target
     * @param scratch a directory of our own, beside the one that is made
     */
    public Restore(Target target, TargetOwnership ownership, Path scratch) {
        this.target = target;
        this.ownership = ownership;
        this.scratch = scratch;
    }

    /**
     * Restores into a directory that was begun and to which nothing has been given yet.
     *
     * @throws RestoreException if there is nothing to restore, or the target has another name in the pointers
     * @throws CloudException if the target fails; an older copy is never taken because a newer one cannot be read now
     */
    public RestoreReport run(DirectoryRebuild rebuild, LostObjects lost)
            throws RestoreException, CloudException, IOException {
        try {
            return restore(rebuild, lost);
        } catch (RestoreException e) {
            rebuild.discard();
            throw e;
        }
    }

    private RestoreReport restore(DirectoryRebuild rebuild, LostObjects lost)
            throws RestoreException, CloudException, IOException {
        Owner former = ownership.owner().orElseThrow(() -> new RestoreException("target " + target.name()
                + " belongs to no cluster, so no node has left backups there; see that bucket, folder and prefix are"
                + " those of the lost node"));
        ClusterId cluster = new ClusterId(former.cluster());
        Copies copies = Copies.in(target.store(), cluster);
        if (copies.isEmpty()) {
            throw new RestoreException("target " + target.name() + " belongs to cluster " + cluster
                    + " and holds no backup of it; a backup is made by the first release, or by spillway backup");
        }
        Files.createDirectories(scratch);
        Optional<Copy> namespace = first(copies.namespace(), (file, _) -> rebuild.takeNamespace(file));
        for (Map.Entry<ContainerRef, List<Copy>> container : copies.containers().entrySet()) {
            Optional<Copy> taken = first(container.getValue(),
                    (file, backup) -> rebuild.takeContainer(container.getKey(), file, backup));
            if (taken.isEmpty()) {
                notBrought.add(container.getKey());
            }
        }
        Rebuilt rebuilt = rebuild.assemble(copies.newestTerm(), lost);
        requireName(rebuilt);
        Owner owner = ownership.takeOver(cluster.value());
        if (!Copies.in(target.store(), cluster).equals(copies)) {
            throw new RestoreException(
                    "the backups in target " + target.name() + " changed while they were read, so the"
                            + " lost node was still at work; it is shut out now: run the restore again");
        }
        rebuild.publish();
        return new RestoreReport(cluster, owner, namespace.map(Copy::toString), newest, unusable, notBrought,
                others(rebuilt), rebuilt);
    }

    /** Takes in a copy that was fetched and proven; what it takes it moves away. */
    @FunctionalInterface
    private interface Taker {
        void take(Path file, RemoteObject backup) throws UnusableCopyException, IOException;
    }

    /** The newest copy that can be used. */
    private Optional<Copy> first(List<Copy> copies, Taker taker) throws CloudException, IOException {
        for (Copy copy : copies) {
            Path file = scratch.resolve("copy.sqlite");
            Files.deleteIfExists(file);
            try {
                taker.take(file, fetchPatiently(copy, file));
                newest = newest.isBefore(copy.name().made()) ? copy.name().made() : newest;
                return Optional.of(copy);
            } catch (UnusableCopyException | CloudException.Corrupt | CloudException.NotFound
                    | CloudException.PreconditionFailed e) {
                unusable.add(new UnusableCopy(copy.toString(), String.valueOf(e.getMessage())));
            } finally {
                Files.deleteIfExists(file);
            }
        }
        return Optional.empty();
    }

    /** A connection that breaks makes a copy look damaged; one that stays damaged is. */
    private RemoteObject fetchPatiently(Copy copy, Path file) throws CloudException, IOException {
        for (int tried = 1;; tried++) {
            try {
                return fetch(copy, file);
            } catch (CloudException.Corrupt e) {
                if (tried == FETCHES) {
                    throw e;
                }
            }
        }
    }

    /** Fetches a copy and compares it with what the target vouches for. */
    private RemoteObject fetch(Copy copy, Path file) throws CloudException, IOException {
        StoredObject stored = target.store().stat(copy.ref().ref());
        try (CloudContent content = target.store().open(copy.ref().ref(), ReadRange.WHOLE);
                OutputStream out = Files.newOutputStream(file)) {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            while (content.read(buffer.clear()) >= 0) {
                out.write(buffer.array(), 0, buffer.position());
            }
        }
        FileSource source = FileSource.of(file);
        RemoteObject remote = target.remote(stored, source.length(), source.sha256());
        Proofs.compare(stored, remote, () -> source, Instant.EPOCH);
        return remote;
    }

    /** Pointers name a target by the name that it had; under another they would not find it. */
    private void requireName(Rebuilt rebuilt) throws RestoreException {
        List<Rebuilt.Target> same = rebuilt.targets().stream()
                .filter(other -> other.fingerprint().equals(target.fingerprint())).toList();
        if (!same.isEmpty() && same.stream().noneMatch(other -> other.name().equals(target.name()))) {
            throw new RestoreException("the lost node called this target \"" + same.getFirst().name() + "\", not \""
                    + target.name() + "\"; restore from it by that name, which its pointers use");
        }
    }

    private List<Rebuilt.Target> others(Rebuilt rebuilt) {
        return rebuilt.targets().stream().filter(
                other -> !other.name().equals(target.name()) || !other.fingerprint().equals(target.fingerprint()))
                .toList();
    }
}
