package io.spillway.cluster.directory.container;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import io.spillway.cluster.api.change.Change;
import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.object.UploadId;
import io.spillway.cluster.api.restore.UnusableCopyException;
import io.spillway.cluster.api.transition.RemoteObject;
import io.spillway.cluster.directory.ContainerCommand.Graces;
import io.spillway.cluster.directory.Metachunk;
import io.spillway.cluster.directory.raft.LogPosition;
import io.spillway.cluster.directory.sqlite.DamagedFileException;
import io.spillway.cluster.directory.sqlite.Database;

/**
 * Puts a copy of a container's file in order for a new log, after the node that it was copied on is gone. Versions are
 * left as they are, whether their bytes can be read or not: what a client was told to be there is not forgotten.
 */
public final class ContainerRefit {
    private ContainerRefit() {}

    /**
     * What a copy says of itself.
     *
     * @param open whether it still took writes
     * @param earliest when its oldest version was written, or {@code latest} without any
     * @param latest time of an operation
     */
    public record Facts(ContainerRef ref, AccountName account, ContainerName name, boolean open, Instant earliest,
            Instant latest) {}

    /** Reads a copy through and makes sure that it is whole, and that container's. */
    public static Facts check(Path copy, ContainerRef expected) throws UnusableCopyException {
        try (Database file = Database.open(copy, ContainerSchema.FORMAT)) {
            file.requireIntegrity();
            Header header = Header.load(file);
            if (!header.ref.equals(expected)) {
                throw new UnusableCopyException("it is the file of container " + header.ref);
            }
            long earliest = file.one("SELECT coalesce(min(created),?) FROM version", row -> row.number(1), header.time)
                    .orElse(header.time);
            return new Facts(header.ref, header.account, header.name, header.state == Header.State.OPEN,
                    Instant.ofEpochMilli(earliest), Instant.ofEpochMilli(header.time));
        } catch (DamagedFileException e) {
            throw new UnusableCopyException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * How files are put in order.
     *
     * @param now the time of the restore
     * @param graces of what is left behind in a container that goes
     * @param counted the consumer of the change log whose count is made anew from all files
     * @param volumes what is at hand of the node's volumes
     */
    public record Manner(Instant now, Graces graces, String counted, VolumesAtHand volumes) {}

    /** What is to become of the container. */
    public enum Fate {
        STAYS,
        /** It had been emptied and removed after the copy was made, so its versions go now as they did then. */
        GOES
    }

    /** What has become of it. */
    public record Refitted(ContainerWork work, long lastChange, long objects, long bytes, long abortedUploads) {}

    /** Changes a file that was {@link #check checked} and that nobody else has open, all in one transaction. */
    public static Refitted refit(Path path, RemoteObject backup, Fate fate, Manner manner) {
        try (Database file = Database.open(path, ContainerSchema.FORMAT)) {
            file.update("BEGIN IMMEDIATE");
            Header header = Header.load(file);
            header.applied = LogPosition.START;
            header.time = Math.max(header.time, manner.now().toEpochMilli());
            Backups.store(header, backup, header.lastChange);
            Transaction tx = new Transaction(file, header, header.time);
            long aborted = switch (fate) {
                case STAYS -> giveUp(tx, manner.volumes());
                case GOES -> close(tx, manner.graces());
            };
            ChangeTable.acknowledge(tx, manner.counted(), header.lastChange);
            header.store(file);
            ContainerWork work = ContainerFile.work(file, header);
            file.update("COMMIT");
            return new Refitted(work, header.lastChange, header.objects, header.bytes, aborted);
        }
    }

    /**
     * Gives up what nobody goes on with: writes, recalls, and uploads of which a part is lost. What they had written is
     * no garbage, since any of them may have ended well after the copy was made. Answers the number of uploads.
     */
    private static long giveUp(Transaction tx, VolumesAtHand volumes) {
        WriteTable.giveUpUnheard(tx);
        IntentCommands.giveUpRecallsUnheard(tx);
        List<UploadId> lost = UploadTable.open(tx.file()).stream()
                .filter(upload -> UploadTable.parts(tx.file(), upload).stream()
                        .anyMatch(part -> isLost(tx.file(), part.write(), volumes)))
                .toList();
        lost.forEach(upload -> UploadCommands.discardUnheard(tx, upload));
        return lost.size();
    }

    static boolean isLost(Database file, byte[] owner, VolumesAtHand volumes) {
        return MetachunkTable.of(file, owner).stream().map(Metachunk::location).anyMatch(volumes::isLost);
    }

    /** The container had been emptied before it was removed, so that all in it is garbage. */
    private static long close(Transaction tx, Graces graces) {
        WriteTable.abandonOpen(tx);
        List<UploadId> uploads = UploadTable.open(tx.file());
        uploads.forEach(upload -> UploadCommands.discard(tx, upload, tx.now()));
        List<VersionTable.Narrow> page = VersionTable.some(tx.file());
        while (!page.isEmpty()) {
            for (VersionTable.Narrow version : page) {
                VersionTable.remove(tx, version, graces);
                tx.record(Change.Kind.DELETE, version.key(), version.raw(), -1, -version.size());
            }
            page = VersionTable.some(tx.file());
        }
        Backups.leave(tx, tx.after(graces.remote()));
        tx.header().state = Header.State.CLOSED;
        return uploads.size();
    }
}
