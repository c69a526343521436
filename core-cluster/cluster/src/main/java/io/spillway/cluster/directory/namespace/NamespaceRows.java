package io.spillway.cluster.directory.namespace;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.account.AccountUsage;
import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.directory.ContainerEntry;
import io.spillway.cluster.directory.SealedSecret;
import io.spillway.cluster.directory.sqlite.Database;
import io.spillway.cluster.directory.sqlite.Row;

/** Rows of the namespace's tables. */
final class NamespaceRows {
    private static final String ENTRY = "SELECT ref, account, name, incarnation, created, policy, state FROM meta1 ";

    private NamespaceRows() {}

    private static ContainerEntry entry(Row row) throws SQLException {
        return new ContainerEntry(new ContainerRef(row.text(1)), new AccountName(row.text(2)),
                new ContainerName(row.text(3)), row.number(4), Instant.ofEpochMilli(row.number(5)),
                Optional.ofNullable(row.textOrNull(6)).map(StoragePolicyName::new),
                ContainerEntry.State.valueOf(row.text(7)));
    }

    static void insert(Database file, ContainerEntry entry) {
        file.update("INSERT INTO meta1 VALUES (?,?,?,?,?,?,?)", entry.ref().value(), entry.account().value(),
                entry.name().value(), entry.incarnation(), entry.created().toEpochMilli(),
                entry.storagePolicy().isPresent() ? entry.storagePolicy().get().value() : null, entry.state().name());
    }

    static List<ContainerEntry> all(Database file) {
        return file.all(ENTRY + "ORDER BY ref", NamespaceRows::entry);
    }

    /** Whoever holds this name: creating, active or closing. */
    static Optional<ContainerEntry> byName(Database file, ContainerName name) {
        return file.one(ENTRY + "WHERE name=? AND state<>'DRAINING'", NamespaceRows::entry, name.value());
    }

    static Optional<ContainerEntry> byRef(Database file, ContainerRef ref) {
        return file.one(ENTRY + "WHERE ref=?", NamespaceRows::entry, ref.value());
    }

    static List<ContainerEntry> listed(Database file, AccountName account) {
        return file.all(ENTRY + "WHERE account=? AND state IN ('ACTIVE','CLOSING') ORDER BY name",
                NamespaceRows::entry, account.value());
    }

    static List<ContainerEntry> active(Database file, String after, int limit) {
        return file.all(ENTRY + "WHERE name>? AND state<>'DRAINING' AND state='ACTIVE' ORDER BY name LIMIT ?",
                NamespaceRows::entry, after, limit);
    }

    static List<ContainerRef> activeRefs(Database file, String after, int limit) {
        return file.all("SELECT ref FROM meta1 WHERE ref>? AND state='ACTIVE' ORDER BY ref LIMIT ?",
                row -> new ContainerRef(row.text(1)), after, limit);
    }

    /** Containers whose creation or removal is not over. */
    static List<ContainerEntry> unsettled(Database file, String after, int limit) {
        return file.all(ENTRY + "WHERE state<>'ACTIVE' AND ref>? ORDER BY ref LIMIT ?", NamespaceRows::entry, after,
                limit);
    }

    static Optional<AccountUsage> usage(Database file, AccountName account) {
        return file.one("""
                SELECT objects, bytes, (SELECT count(*) FROM meta1 WHERE account=?1 AND state IN ('ACTIVE','CLOSING'))
                FROM account WHERE name=?1""",
                row -> new AccountUsage(account, row.number(3), row.number(1), row.number(2)), account.value());
    }

    static List<NamespaceFile.SealedKey> keys(Database file) {
        return file.all("SELECT id, account, secret FROM access_key ORDER BY account, id",
                row -> new NamespaceFile.SealedKey(row.text(1), new AccountName(row.text(2)),
                        new SealedSecret(row.bytes(3))));
    }
}
