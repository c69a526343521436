package io.spillway.cluster.directory.container;

import java.time.Instant;
import java.util.List;

import io.spillway.cluster.api.change.Change;
import io.spillway.cluster.directory.ContainerCommand.AcknowledgeChanges;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.sqlite.Database;

/** The change log and its cursors. What every consumer has acknowledged is trimmed. */
final class ChangeTable {
    private ChangeTable() {}

    static List<Change> read(Database file, Header header, String consumer, int limit) {
        return file.all("""
                SELECT sequence, time, kind, key, version, objects, bytes FROM change
                WHERE sequence > (SELECT sequence FROM cursor WHERE consumer=?) ORDER BY sequence LIMIT ?""",
                row -> new Change(row.number(1), Instant.ofEpochMilli(row.number(2)),
                        Change.Kind.valueOf(row.text(3)), header.account, header.name, Ids.key(row.bytes(4)),
                        Ids.version(row.bytes(5)), row.number(6), row.number(7)),
                consumer, limit);
    }

    /** A consumer that was not registered when the container was made has no cursor, and nothing to acknowledge. */
    static Outcome acknowledge(Transaction tx, AcknowledgeChanges command) {
        acknowledge(tx, command.consumer(), Math.min(command.sequence(), tx.header().lastChange));
        return new Outcome.Done();
    }

    static void acknowledge(Transaction tx, String consumer, long sequence) {
        tx.file().update("UPDATE cursor SET sequence=?1 WHERE consumer=?2 AND sequence<?1", sequence, consumer);
        tx.file().update("DELETE FROM change WHERE sequence<=?", slowest(tx.file(), tx.header()));
    }

    /** What the slowest consumer has acknowledged. */
    static long slowest(Database file, Header header) {
        return file.one("SELECT min(sequence) FROM cursor", row -> {
            Long least = row.numberOrNull(1);
            return least == null ? header.lastChange : least;
        }).orElseThrow();
    }

    static boolean isUnread(Database file, Header header, String consumer) {
        return file.one("SELECT sequence FROM cursor WHERE consumer=?", row -> row.number(1), consumer)
                .orElse(header.lastChange) < header.lastChange;
    }
}
