package io.spillway.cluster.directory.namespace;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.registry.PolicyRecord;
import io.spillway.cluster.directory.SealedTarget;
import io.spillway.cluster.directory.command.Cbor;
import io.spillway.cluster.directory.sqlite.Database;
import io.spillway.cluster.directory.sqlite.Row;

/** Rows of the registry's tables. */
final class RegistryRows {
    private static final String POLICY = "SELECT name, number, text, registered FROM policy ";

    private RegistryRows() {}

    static Optional<SealedTarget> target(Database file, String name) {
        return file.one("SELECT value FROM target WHERE name=?", RegistryRows::target, name);
    }

    static List<SealedTarget> targets(Database file) {
        return file.all("SELECT value FROM target ORDER BY name", RegistryRows::target);
    }

    private static SealedTarget target(Row row) throws SQLException {
        return Cbor.decode(row.bytes(1), SealedTarget.class);
    }

    static void put(Database file, SealedTarget target) {
        file.update("INSERT OR REPLACE INTO target VALUES (?,?,?)", target.name(), target.credentials().size(),
                Cbor.encode(target));
    }

    static Optional<PolicyRecord> newest(Database file, String policy) {
        return file.one(POLICY + "WHERE name=? ORDER BY number DESC LIMIT 1", RegistryRows::policy, policy);
    }

    /** The newest version of each policy. */
    static List<PolicyRecord> newest(Database file) {
        return file.all(POLICY + """
                WHERE (name, number) IN (SELECT name, max(number) FROM policy GROUP BY name) ORDER BY name""",
                RegistryRows::policy);
    }

    static Optional<PolicyRecord> policy(Database file, String policy, long number) {
        return file.one(POLICY + "WHERE name=? AND number=?", RegistryRows::policy, policy, number);
    }

    private static PolicyRecord policy(Row row) throws SQLException {
        return new PolicyRecord(row.text(1), row.number(2), row.text(3), Instant.ofEpochMilli(row.number(4)));
    }

    static void insert(Database file, PolicyRecord policy) {
        file.update("INSERT INTO policy (name, number, registered, text) VALUES (?,?,?,?)", policy.policy(),
                policy.number(), policy.registered().toEpochMilli(), policy.text());
    }
}
