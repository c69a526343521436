package io.spillway.cluster.directory.container;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

import io.spillway.cluster.directory.OperationId;
import io.spillway.cluster.directory.sqlite.Database;

/**
 * Answers that were given, by operation id, for a day of the log's time: a proposal that comes twice is applied once and
 * answered alike. Rows ascend in time, so that the old ones are the first.
 */
public final class OperationTable {
    /** Its statement, for each schema that keeps operations. */
    public static final String SCHEMA = """
            CREATE TABLE operation (
              sequence INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, time INTEGER NOT NULL,
              outcome BLOB NOT NULL) STRICT""";
    private static final Duration KEPT = Duration.ofHours(24);
    /** More than one operation adds, so that the table shrinks back after a burst. */
    private static final int FORGOTTEN_AT_ONCE = 4;

    private OperationTable() {}

    public static Optional<byte[]> find(Database file, OperationId id) {
        return file.one("SELECT outcome FROM operation WHERE id=?", row -> row.bytes(1), raw(id));
    }

    public static void insert(Database file, OperationId id, long now, byte[] outcome) {
        file.update("INSERT INTO operation (id, time, outcome) VALUES (?,?,?)", raw(id), now, outcome);
    }

    public static void forgetOld(Database file, long now, int added) {
        file.update("""
                DELETE FROM operation WHERE sequence < (SELECT min(sequence) FROM operation) + ? AND time < ?""",
                FORGOTTEN_AT_ONCE * added, now - KEPT.toMillis());
    }

    private static byte[] raw(OperationId id) {
        return HexFormat.of().parseHex(id.value());
    }
}
