package io.spillway.cluster.directory.container;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.directory.ContainerCommand;
import io.spillway.cluster.directory.ContainerCommand.CreateFile;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.Refusal;
import io.spillway.cluster.directory.command.CommandCodec;
import io.spillway.cluster.directory.command.Operation;
import io.spillway.cluster.directory.raft.LogPosition;
import io.spillway.cluster.directory.sqlite.DamagedFileException;
import io.spillway.cluster.directory.sqlite.Database;
import io.spillway.cluster.directory.sqlite.LoggedFile;
import io.spillway.cluster.directory.sqlite.RuleBrokenException;
import org.jspecify.annotations.Nullable;

/** A container's open file: one writer, which is the log's applier, and a few readers. */
public final class ContainerFile implements AutoCloseable {
    private final LoggedFile file;

    private ContainerFile(LoggedFile file) {
        this.file = file;
    }

    /** Makes the file of a new container, synced; the position is that of the command. */
    public static void create(Path path, CreateFile command, LogPosition applied, long time) {
        Database.create(path, ContainerSchema.FORMAT, made -> Header.insert(made, command, applied, time));
    }

    /** Opens a container's file. A missing, foreign or corrupt one is damage, never an empty container. */
    public static ContainerFile open(Path path, ContainerRef expected) {
        LoggedFile file = LoggedFile.open(path, ContainerSchema.FORMAT);
        try {
            ContainerRef found = file.write(database -> Header.load(database).ref);
            if (!found.equals(expected)) {
                throw new DamagedFileException(path + " is the file of container " + found + ", not of " + expected);
            }
            return new ContainerFile(file);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** What the file needs to be flushed by. */
    public LoggedFile logged() {
        return file;
    }

    /**
     * Applies operations of one log entry, all in one transaction, each with its own result. What the file has applied
     * already is passed over.
     */
    public Applied apply(LogPosition position, List<Operation> operations) {
        return file.write(database -> apply(database, position, operations));
    }

    /** The outcomes, encoded, in the operations' order, and what there is to do now. */
    public record Applied(List<byte[]> outcomes, ContainerWork work) {}

    private Applied apply(Database database, LogPosition position, List<Operation> operations) {
        Header header = Header.load(database);
        if (header.applied.index() >= position.index()) {
            return new Applied(operations.stream().map(operation -> remembered(database, operation)).toList(),
                    work(database, header));
        }
        List<byte[]> outcomes = new ArrayList<>(operations.size());
        database.update("BEGIN IMMEDIATE");
        try {
            long before = header.time;
            for (Operation operation : operations) {
                header.time = Math.max(header.time, operation.time().toEpochMilli());
                outcomes.add(apply(database, header, operation));
            }
            OperationTable.forgetOld(database, header.time, operations.size());
            ContainerApplier.forgetOld(new Transaction(database, header, header.time), before);
            header.applied = position;
            header.store(database);
            ContainerWork work = work(database, header);
            database.update("COMMIT");
            file.committed(position.index());
            return new Applied(outcomes, work);
        } catch (RuntimeException e) {
            rollBack(database, e);
            throw e;
        }
    }

    private static void rollBack(Database database, RuntimeException cause) {
        try {
            database.update("ROLLBACK");
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    /** Answers a repeated operation as the first time; applies a new one under a savepoint of its own. */
    private static byte[] apply(Database database, Header header, Operation operation) {
        byte @Nullable [] known = OperationTable.find(database, operation.id()).orElse(null);
        if (known != null) {
            return known;
        }
        Header.Counts counts = header.counts();
        database.update("SAVEPOINT operation");
        Outcome outcome = outcome(new Transaction(database, header, header.time), operation);
        if (outcome instanceof Outcome.Refused) {
            database.update("ROLLBACK TO operation");
            header.restore(counts);
        }
        database.update("RELEASE operation");
        byte[] encoded = CommandCodec.encode(outcome);
        OperationTable.insert(database, operation.id(), header.time, encoded);
        return encoded;
    }

    private static Outcome outcome(Transaction tx, Operation operation) {
        try {
            return ContainerApplier.apply(tx, (ContainerCommand) operation.command());
        } catch (RuleBrokenException e) {
            return new Outcome.Refused(new Refusal.WriteMismatch("an id of the command is in use already"));
        }
    }

    private static byte[] remembered(Database database, Operation operation) {
        return OperationTable.find(database, operation.id()).orElseGet(
                () -> CommandCodec.encode(new Outcome.Unknown("applied over a day ago; its answer is forgotten")));
    }

    static ContainerWork work(Database database, Header header) {
        OptionalLong oldest = header.garbageNotes == 0
                ? OptionalLong.empty()
                : GarbageTable.oldestDue(database).map(OptionalLong::of).orElse(OptionalLong.empty());
        return new ContainerWork(header.openIntents, header.garbageNotes, oldest, header.openUploads,
                ChangeTable.slowest(database, header) < header.lastChange, header.state != Header.State.OPEN,
                header.state == Header.State.DROPPED);
    }

    /**
     * Writes a consistent copy, synced, to a path where nothing is, without the bytes that are inline. Writers and readers
     * go on.
     */
    public void copyTo(Path copy) {
        ContainerCopy.write(file.path(), copy);
    }

    /** The last change that a closed file holds. */
    public static long lastChangeOf(Path closed) {
        try (Database database = Database.open(closed, ContainerSchema.FORMAT)) {
            return Header.load(database).lastChange;
        }
    }

    /** Runs reads on one committed state. They are short: a page, not a walk. */
    public <T> T read(Function<ContainerReads, T> reads) {
        return file.read(database -> reads.apply(new ContainerReads(database)));
    }

    @Override
    public void close() {
        file.close();
    }
}
