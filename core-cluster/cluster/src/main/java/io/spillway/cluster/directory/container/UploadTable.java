package io.spillway.cluster.directory.container;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.object.Checksum;
import io.spillway.cluster.api.object.PartStat;
import io.spillway.cluster.api.object.UploadId;
import io.spillway.cluster.directory.ContainerCommand.CommitPart;
import io.spillway.cluster.directory.UploadEntry;
import io.spillway.cluster.directory.UploadHead;
import io.spillway.cluster.directory.command.Cbor;
import io.spillway.cluster.directory.sqlite.Database;
import io.spillway.cluster.directory.sqlite.Row;

/** Rows of multipart uploads and their parts. */
final class UploadTable {
    static final String COLUMNS = "id, head, begun, completed FROM upload";

    private UploadTable() {}

    static UploadEntry read(Row row) throws SQLException {
        return new UploadEntry(new UploadId(Ids.hex(row.bytes(1))), Cbor.decode(row.bytes(2), UploadHead.class),
                Instant.ofEpochMilli(row.number(3)), Optional.ofNullable(row.bytesOrNull(4)).map(Ids::version));
    }

    static Optional<UploadEntry> find(Database file, UploadId upload) {
        return file.one("SELECT " + COLUMNS + " WHERE id=?", UploadTable::read, Ids.raw(upload));
    }

    static List<UploadId> open(Database file) {
        return file.all("SELECT id FROM upload WHERE completed IS NULL ORDER BY key, id",
                row -> new UploadId(Ids.hex(row.bytes(1))));
    }

    static void insert(Transaction tx, UploadId upload, UploadHead head) {
        tx.file().update("INSERT INTO upload VALUES (?,?,?,?,NULL,NULL)", Ids.raw(upload), head.key().utf8(), tx.now(),
                Cbor.encode(head));
    }

    static void completed(Transaction tx, UploadId upload, byte[] version) {
        tx.file().update("UPDATE upload SET completed=?, completed_at=? WHERE id=?", version, tx.now(),
                Ids.raw(upload));
    }

    static void delete(Transaction tx, UploadId upload) {
        tx.file().update("DELETE FROM upload WHERE id=?", Ids.raw(upload));
    }

    /** A part as commands see it, in order of its number. */
    @SuppressWarnings("ArrayRecordComponent") // parts are never compared whole, and the array never leaves this package
    record Part(int number, byte[] write, long size, String etag, int metachunks) implements Comparable<Part> {
        @Override
        public int compareTo(Part other) {
            return Integer.compare(number, other.number);
        }
    }

    private static Part readPart(Row row) throws SQLException {
        return new Part(row.integer(1), row.bytes(2), row.number(3), row.text(4), row.integer(5));
    }

    static Optional<Part> part(Database file, UploadId upload, int number) {
        return file.one("SELECT number, write, size, etag, metachunks FROM part WHERE upload=? AND number=?",
                UploadTable::readPart, Ids.raw(upload), number);
    }

    static List<Part> parts(Database file, UploadId upload) {
        return file.all("SELECT number, write, size, etag, metachunks FROM part WHERE upload=? ORDER BY number",
                UploadTable::readPart, Ids.raw(upload));
    }

    static List<PartStat> stats(Database file, UploadId upload, int after, int limit) {
        return file.all("""
                SELECT number, size, etag, modified, checksums FROM part WHERE upload=? AND number>?
                ORDER BY number LIMIT ?""",
                row -> new PartStat(row.integer(1), row.number(2), row.text(3), Instant.ofEpochMilli(row.number(4)),
                        Cbor.decodeList(row.bytes(5), Checksum.class)),
                Ids.raw(upload), after, limit);
    }

    static void insertPart(Transaction tx, CommitPart part, byte[] write, int metachunks) {
        tx.file().update("INSERT INTO part VALUES (?,?,?,?,?,?,?,?)", Ids.raw(part.upload()), part.number(), write,
                part.size(), part.etag(), tx.now(), metachunks, Cbor.encodeList(part.checksums(), Checksum.class));
    }

    static void deletePart(Transaction tx, UploadId upload, int number) {
        tx.file().update("DELETE FROM part WHERE upload=? AND number=?", Ids.raw(upload), number);
    }

    static void deleteParts(Transaction tx, UploadId upload) {
        tx.file().update("DELETE FROM part WHERE upload=?", Ids.raw(upload));
    }
}
