package io.spillway.cluster.directory.namespace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.spillway.cluster.api.account.AccountUsage;
import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.registry.PolicyRecord;
import io.spillway.cluster.directory.ContainerEntry;
import io.spillway.cluster.directory.NamespaceCommand;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.SealedSecret;
import io.spillway.cluster.directory.SealedTarget;
import io.spillway.cluster.directory.command.CommandCodec;
import io.spillway.cluster.directory.command.Operation;
import io.spillway.cluster.directory.container.OperationTable;
import io.spillway.cluster.directory.raft.LogPosition;
import io.spillway.cluster.directory.sqlite.Database;
import io.spillway.cluster.directory.sqlite.LoggedFile;
import org.jspecify.annotations.Nullable;

/** The open {@code directory.db}. */
public final class NamespaceFile implements AutoCloseable {
    /** More names than a node serves at a time; what is not kept is read again. */
    private static final int NAMES_KEPT = 4096;

    private final LoggedFile file;
    /**
     * Entries by name, since every request asks for one. A commit that changes any begins another map before it is
     * answered; who has read the file before puts what it found into a map that nobody sees any more.
     */
    private volatile Map<ContainerName, ContainerEntry> names = new ConcurrentHashMap<>();

    private NamespaceFile(LoggedFile file) {
        this.file = file;
    }

    /** Opens the file, or makes it in a directory that has never been used. */
    public static NamespaceFile open(Path path, boolean mayCreate) {
        if (mayCreate && !Files.exists(path)) {
            Database.create(path, NamespaceSchema.FORMAT, _ -> {});
        }
        return new NamespaceFile(LoggedFile.open(path, NamespaceSchema.FORMAT));
    }

    public LoggedFile logged() {
        return file;
    }

    /** Whether any entry of a log has ever been applied to this file. */
    public boolean hasApplied() {
        return file.read(database -> database.one("SELECT applied_index FROM namespace", row -> row.number(1)))
                .orElse(-1L) >= 0;
    }

    /** Writes a consistent copy, synced, to a path where nothing is. Writers and readers go on. */
    public void copyTo(Path copy) {
        try (Database beside = Database.open(file.path(), NamespaceSchema.FORMAT)) {
            beside.update("VACUUM INTO ?", copy.toString());
        }
        Database.sync(copy);
        Database.syncFolderOf(copy);
    }

    /** The last entry of the log that a closed file has applied. */
    public static long appliedIndexOf(Path closed) {
        try (Database database = Database.open(closed, NamespaceSchema.FORMAT)) {
            return database.one("SELECT applied_index FROM namespace", row -> row.number(1)).orElseThrow();
        }
    }

    /** Applies operations of one log entry in one transaction; what was applied before is passed over. */
    public List<byte[]> apply(LogPosition position, List<Operation> operations) {
        return file.write(database -> {
            long applied = database.one("SELECT applied_index FROM namespace", row -> row.number(1)).orElseThrow();
            if (applied >= position.index()) {
                return operations.stream().map(operation -> remembered(database, operation)).toList();
            }
            database.update("BEGIN IMMEDIATE");
            try {
                List<byte[]> outcomes = applyAll(database, position, operations);
                database.update("COMMIT");
                if (operations.stream().anyMatch(NamespaceFile::changesNames)) {
                    names = new ConcurrentHashMap<>();
                }
                file.committed(position.index());
                return outcomes;
            } catch (RuntimeException e) {
                database.update("ROLLBACK");
                throw e;
            }
        });
    }

    private static boolean changesNames(Operation operation) {
        return switch ((NamespaceCommand) operation.command()) {
            case NamespaceCommand.ReserveName _,NamespaceCommand.Activate _,NamespaceCommand.BeginClosing _,NamespaceCommand.FreeName _,NamespaceCommand.Forget _ ->
                true;
            case NamespaceCommand.AddAccessKey _,NamespaceCommand.AddUsage _,NamespaceCommand.PutTarget _,NamespaceCommand.RegisterPolicy _,NamespaceCommand.DrawTerm _ ->
                false;
        };
    }

    private static List<byte[]> applyAll(Database database, LogPosition position, List<Operation> operations) {
        long now = database.one("SELECT log_time FROM namespace", row -> row.number(1)).orElseThrow();
        List<byte[]> outcomes = new ArrayList<>(operations.size());
        for (Operation operation : operations) {
            now = Math.max(now, operation.time().toEpochMilli());
            byte @Nullable [] known = OperationTable.find(database, operation.id()).orElse(null);
            if (known == null) {
                // Each decides before it writes, so a refused one leaves nothing behind and needs no savepoint.
                known = CommandCodec.encode(
                        NamespaceCommands.apply(database, (NamespaceCommand) operation.command(), now));
                OperationTable.insert(database, operation.id(), now, known);
            }
            outcomes.add(known);
        }
        OperationTable.forgetOld(database, now, operations.size());
        database.update("UPDATE namespace SET applied_term=?, applied_index=?, log_time=?", position.term(),
                position.index(), now);
        return outcomes;
    }

    private static byte[] remembered(Database database, Operation operation) {
        return OperationTable.find(database, operation.id()).orElseGet(
                () -> CommandCodec.encode(new Outcome.Unknown("applied over a day ago; its answer is forgotten")));
    }

    /** Whoever holds this name: creating, active or closing. */
    public Optional<ContainerEntry> byName(ContainerName name) {
        Map<ContainerName, ContainerEntry> kept = names;
        ContainerEntry known = kept.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<ContainerEntry> found = file.read(database -> NamespaceRows.byName(database, name));
        if (kept.size() < NAMES_KEPT) {
            found.ifPresent(entry -> kept.put(name, entry));
        }
        return found;
    }

    public Optional<ContainerEntry> byRef(ContainerRef ref) {
        return file.read(database -> NamespaceRows.byRef(database, ref));
    }

    /** Active and closing containers of an account, by name. */
    public List<ContainerEntry> listed(AccountName account) {
        return file.read(database -> NamespaceRows.listed(database, account));
    }

    public List<ContainerEntry> active(Optional<ContainerName> after, int limit) {
        return file.read(database -> NamespaceRows.active(database, after.map(ContainerName::value).orElse(""), limit));
    }

    /** Active containers by reference. */
    public List<ContainerRef> activeRefs(Optional<ContainerRef> after, int limit) {
        return file.read(database -> NamespaceRows.activeRefs(database, after.map(ContainerRef::value).orElse(""),
                limit));
    }

    /** Containers whose creation or removal is not over, by reference. */
    public List<ContainerEntry> unsettled(Optional<ContainerRef> after, int limit) {
        return file.read(
                database -> NamespaceRows.unsettled(database, after.map(ContainerRef::value).orElse(""), limit));
    }

    public Optional<AccountUsage> usage(AccountName account) {
        return file.read(database -> NamespaceRows.usage(database, account));
    }

    /** All access keys, sealed. */
    public List<SealedKey> keys() {
        return file.read(NamespaceRows::keys);
    }

    /** All targets, their credentials sealed. */
    public List<SealedTarget> targets() {
        return file.read(RegistryRows::targets);
    }

    /** The newest version of each policy. */
    public List<PolicyRecord> policies() {
        return file.read(RegistryRows::newest);
    }

    public Optional<PolicyRecord> policy(String name, long number) {
        return file.read(database -> RegistryRows.policy(database, name, number));
    }

    /** Whether anything stands here that only the master key opens. */
    public boolean holdsSecrets() {
        return file.read(database -> database.one("""
                SELECT EXISTS (SELECT 1 FROM access_key) OR EXISTS (SELECT 1 FROM target WHERE secrets > 0)""",
                row -> row.integer(1) == 1)).orElseThrow();
    }

    public record SealedKey(String id, AccountName account, SealedSecret secret) {}

    @Override
    public void close() {
        file.close();
    }
}
