package io.spillway.cluster.directory.container;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.transition.Candidate;
import io.spillway.cluster.api.transition.Generation;
import io.spillway.cluster.directory.sqlite.Database;
import io.spillway.cluster.directory.sqlite.Row;

/** The facts of current versions, for the policy evaluator. */
final class CandidatePage {
    private static final String QUERY = """
            SELECT v.key, v.version, v.size, v.digest, v.created, v.last_read, v.target, v.placement, i.id
            FROM version v LEFT JOIN intent i ON i.version=v.version AND i.open=1
            """;

    private CandidatePage() {}

    static List<Candidate> after(Database file, byte[] after, int limit) {
        return file.all(QUERY + "WHERE v.key>? ORDER BY v.key LIMIT ?", CandidatePage::read, after, limit);
    }

    /** Versions in the range for which the condition holds; the plus keeps SQLite from planning by its parts. */
    static List<Candidate> matching(Database file, KeyRange range, String condition, List<Object> values, int limit) {
        List<Object> bound = new ArrayList<>(List.of(range.low(), range.high()));
        bound.addAll(values);
        bound.add(limit);
        return file.allOnce(QUERY + "WHERE v.key>=? AND v.key<? AND +(" + condition + ") ORDER BY v.key LIMIT ?",
                CandidatePage::read, bound);
    }

    static Optional<Candidate> current(Database file, ObjectKey key) {
        return file.one(QUERY + "WHERE v.key=? ORDER BY v.version DESC LIMIT 1", CandidatePage::read, key.utf8());
    }

    private static Candidate read(Row row) throws SQLException {
        Generation generation = new Generation(Ids.key(row.bytes(1)), Ids.version(row.bytes(2)), row.number(3),
                Ids.hex(row.bytes(4)));
        return new Candidate(generation, Instant.ofEpochMilli(row.number(5)),
                Optional.ofNullable(row.numberOrNull(6)).map(Instant::ofEpochMilli),
                Optional.ofNullable(row.textOrNull(7)),
                VersionTable.Placement.valueOf(row.text(8)) != VersionTable.Placement.REMOTE,
                row.bytesOrNull(9) != null);
    }
}
