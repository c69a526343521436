package io.spillway.cluster.directory.namespace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.restore.UnusableCopyException;
import io.spillway.cluster.directory.ContainerEntry;
import io.spillway.cluster.directory.SealedTarget;
import io.spillway.cluster.directory.raft.LogPosition;
import io.spillway.cluster.directory.sqlite.DamagedFileException;
import io.spillway.cluster.directory.sqlite.Database;

/**
 * Puts a copy of the namespace's file, or an empty one, in order for a new log: one transaction from the opening to
 * {@link #commit}.
 */
public final class NamespaceRefit implements AutoCloseable {
    /** More often than this no name has been given. */
    private static final long INCARNATIONS = 1_000_000;

    private final Database file;

    private NamespaceRefit(Database file) {
        this.file = file;
        file.update("BEGIN IMMEDIATE");
    }

    /** Reads a copy through and makes sure that it is whole. */
    public static void check(Path copy) throws UnusableCopyException {
        try (Database file = Database.open(copy, NamespaceSchema.FORMAT)) {
            file.requireIntegrity();
            if (file.one("SELECT term FROM namespace", row -> row.number(1)).isEmpty()) {
                throw new UnusableCopyException("it has lost the row about itself");
            }
        } catch (DamagedFileException e) {
            throw new UnusableCopyException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Opens a copy that nobody else has open; where there is none, an empty file is made. */
    public static NamespaceRefit open(Path path) {
        if (!Files.exists(path)) {
            Database.create(path, NamespaceSchema.FORMAT, _ -> {});
        }
        return new NamespaceRefit(Database.open(path, NamespaceSchema.FORMAT));
    }

    public List<ContainerEntry> entries() {
        return NamespaceRows.all(file);
    }

    /** How often the name has been given to the account, as far as this file knows. */
    public long lastIncarnation(AccountName account, ContainerName name) {
        return file.one("SELECT last FROM incarnation WHERE account=? AND name=?", row -> row.number(1),
                account.value(), name.value()).orElse(0L);
    }

    /** Which incarnation a reference is of, which it does not say itself; empty if it is none of this name. */
    public static Optional<Long> incarnationOf(ContainerRef ref, AccountName account, ContainerName name) {
        for (long incarnation = 1; incarnation <= INCARNATIONS; incarnation++) {
            if (NamespaceCommands.reference(account, name, incarnation).equals(ref)) {
                return Optional.of(incarnation);
            }
        }
        return Optional.empty();
    }

    /** Lists a container that the file does not know. */
    public void add(ContainerEntry entry) {
        NamespaceCommands.addAccount(file, entry.account());
        NamespaceRows.insert(file, entry);
        file.update("INSERT OR REPLACE INTO incarnation VALUES (?,?,?)", entry.account().value(),
                entry.name().value(), Math.max(entry.incarnation(), lastIncarnation(entry.account(), entry.name())));
    }

    /** Frees the name of a container that is to drain. */
    public void drain(ContainerRef container) {
        file.update("UPDATE meta1 SET state='DRAINING' WHERE ref=?", container.value());
    }

    /** Forgets a container of which nothing is left but its name. */
    public void remove(ContainerRef container) {
        file.update("DELETE FROM meta1 WHERE ref=?", container.value());
    }

    /** Begins to count anew what accounts hold. */
    public void forgetUsage() {
        file.update("UPDATE account SET objects=0, bytes=0");
        file.update("DELETE FROM usage_cursor");
    }

    /** Counts what one container holds, up to its last change. */
    public void count(ContainerRef container, AccountName account, long objects, long bytes, long lastChange) {
        NamespaceCommands.addAccount(file, account);
        file.update("UPDATE account SET objects=objects+?, bytes=bytes+? WHERE name=?", objects, bytes,
                account.value());
        file.update("INSERT OR REPLACE INTO usage_cursor VALUES (?,?)", container.value(), lastChange);
    }

    public List<NamespaceFile.SealedKey> keys() {
        return NamespaceRows.keys(file);
    }

    public List<SealedTarget> targets() {
        return RegistryRows.targets(file);
    }

    /** Removes access keys, whose secrets nobody can open, and answers their ids. */
    public List<String> dropKeys() {
        List<String> ids = keys().stream().map(NamespaceFile.SealedKey::id).toList();
        file.update("DELETE FROM access_key");
        return ids;
    }

    /** Removes targets with credentials, which nobody can open, and answers their names. */
    public List<String> dropTargets() {
        List<String> names = file.all("SELECT name FROM target WHERE secrets>0 ORDER BY name", row -> row.text(1));
        file.update("DELETE FROM target WHERE secrets>0");
        return names;
    }

    /** Ends the work: no entry of a log has been applied, and the next term is above this one and the file's own. */
    public void commit(long term) {
        file.update("UPDATE namespace SET applied_term=?, applied_index=?, term=max(term,?)",
                LogPosition.START.term(), LogPosition.START.index(), term);
        file.update("COMMIT");
    }

    @Override
    public void close() {
        file.close();
    }
}
