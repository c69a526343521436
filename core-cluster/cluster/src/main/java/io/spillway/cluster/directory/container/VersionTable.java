package io.spillway.cluster.directory.container;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.name.VersionId;
import io.spillway.cluster.api.object.Checksum;
import io.spillway.cluster.api.object.ObjectAttributes;
import io.spillway.cluster.api.object.ObjectStat;
import io.spillway.cluster.api.transition.RemoteObject;
import io.spillway.cluster.directory.ContainerCommand.Graces;
import io.spillway.cluster.directory.ContainerCommand.NoteReads;
import io.spillway.cluster.directory.ContainerCommand.ReadNote;
import io.spillway.cluster.directory.ObjectHead;
import io.spillway.cluster.directory.ObjectVersion;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.command.Cbor;
import io.spillway.cluster.directory.sqlite.Database;
import io.spillway.cluster.directory.sqlite.Row;
import org.jspecify.annotations.Nullable;

/** Object versions. A key has at most one version for now, which is the current one. */
final class VersionTable {
    static final String COLUMNS = """
            v.key, v.version, v.size, v.etag, v.modified, v.policy, v.class, v.digest, v.metachunks, v.last_read,
            a.value FROM version v LEFT JOIN attributes a ON a.version=v.version""";
    /** Last access is kept in steps of this, so that reading is not writing. */
    private static final Duration READ_STEP = Duration.ofHours(24);

    /** Where a version's bytes are, as the column keeps it. */
    enum Placement {
        LOCAL, BOTH, REMOTE
    }

    /** What the narrow row leaves out. */
    record Extras(ObjectAttributes attributes, List<Checksum> checksums, List<Long> partSizes) {
        static final Extras NONE = new Extras(ObjectAttributes.NONE, List.of(), List.of());
    }

    private VersionTable() {}

    static ObjectVersion read(Row row) throws SQLException {
        byte[] extra = row.bytesOrNull(11);
        Extras extras = extra == null ? Extras.NONE : Cbor.decode(extra, Extras.class);
        String storageClass = row.textOrNull(7);
        ObjectHead head = new ObjectHead(Ids.key(row.bytes(1)), row.number(3), row.text(4), extras.attributes,
                extras.checksums, new StoragePolicyName(row.text(6)), extras.partSizes);
        return new ObjectVersion(head, Ids.version(row.bytes(2)), Instant.ofEpochMilli(row.number(5)),
                storageClass == null ? ObjectStat.STANDARD : storageClass, Ids.hex(row.bytes(8)), row.integer(9),
                Optional.ofNullable(row.numberOrNull(10)).map(Instant::ofEpochMilli));
    }

    static Optional<ObjectVersion> current(Database file, ObjectKey key) {
        return file.one("SELECT " + COLUMNS + " WHERE v.key=? ORDER BY v.version DESC LIMIT 1", VersionTable::read,
                key.utf8());
    }

    static Optional<ObjectVersion> exact(Database file, ObjectKey key, VersionId version) {
        return file.one("SELECT " + COLUMNS + " WHERE v.key=? AND v.version=?", VersionTable::read, key.utf8(),
                Ids.raw(version));
    }

    /** The part of a row that commands decide by. */
    static Optional<Narrow> narrow(Database file, ObjectKey key, @Nullable VersionId version) {
        return file.one("""
                SELECT version, size, etag, placement, digest, metachunks, target, modified FROM version
                WHERE key=?1 AND (?2 IS NULL OR version=?2) ORDER BY version DESC LIMIT 1""",
                row -> new Narrow(key, Ids.version(row.bytes(1)), row.number(2), row.text(3),
                        Placement.valueOf(row.text(4)), Ids.hex(row.bytes(5)), row.integer(6),
                        Instant.ofEpochMilli(row.number(8))),
                key.utf8(), version == null ? null : Ids.raw(version));
    }

    /** Some versions, whichever; for a caller that removes them until there are none. */
    static List<Narrow> some(Database file) {
        return file.all("""
                SELECT key, version, size, etag, placement, digest, metachunks, modified FROM version
                ORDER BY key, version LIMIT 500""",
                row -> new Narrow(Ids.key(row.bytes(1)), Ids.version(row.bytes(2)), row.number(3), row.text(4),
                        Placement.valueOf(row.text(5)), Ids.hex(row.bytes(6)), row.integer(7),
                        Instant.ofEpochMilli(row.number(8))));
    }

    record Narrow(ObjectKey key, VersionId version, long size, String etag, Placement placement, String digest,
            int metachunks, Instant modified) {
        byte[] raw() {
            return Ids.raw(version);
        }
    }

    static void insert(Transaction tx, byte[] version, ObjectHead head, byte[] digest, int metachunks) {
        tx.file().update("INSERT INTO version VALUES (?,?,?,?,?,?,?,?,NULL,NULL,?,?,NULL)", head.key().utf8(), version,
                head.size(), head.etag(), tx.now(), tx.now(), head.storagePolicy().value(), Placement.LOCAL.name(),
                digest, metachunks);
        Extras extras = new Extras(head.attributes(), head.checksums(), head.partSizes());
        if (!extras.equals(Extras.NONE)) {
            tx.file().update("INSERT INTO attributes VALUES (?,?)", version, Cbor.encode(extras));
        }
    }

    private static void storeExtras(Transaction tx, byte[] version, Extras extras) {
        if (extras.equals(Extras.NONE)) {
            tx.file().update("DELETE FROM attributes WHERE version=?", version);
        } else {
            tx.file().update("INSERT OR REPLACE INTO attributes VALUES (?,?)", version, Cbor.encode(extras));
        }
    }

    static void replaceAttributes(Transaction tx, ObjectVersion version, ObjectAttributes attributes) {
        byte[] id = Ids.raw(version.version());
        storeExtras(tx, id, new Extras(attributes, version.head().checksums(), version.head().partSizes()));
        tx.file().update("UPDATE version SET modified=? WHERE key=? AND version=?", tx.now(), version.key().utf8(), id);
    }

    /** Removes a version with all that hangs on it; its bytes, local and remote, become garbage notes. */
    static void remove(Transaction tx, Narrow version, Graces graces) {
        byte[] id = version.raw();
        MetachunkTable.dropAll(tx, id, tx.after(graces.readers()));
        remote(tx.file(), id).ifPresent(remote -> {
            GarbageTable.noteRemote(tx, remote, tx.after(graces.remote()));
            tx.file().update("DELETE FROM remote WHERE version=?", id);
        });
        IntentTable.versionRemoved(tx, id);
        tx.file().update("DELETE FROM attributes WHERE version=?", id);
        tx.file().update("DELETE FROM version WHERE key=? AND version=?", version.key().utf8(), id);
    }

    /** The remote object that holds a version's bytes. */
    static Optional<RemoteObject> remote(Database file, byte[] version) {
        return file.one("SELECT object FROM remote WHERE version=?",
                row -> Cbor.decode(row.bytes(1), RemoteObject.class), version);
    }

    static void setRemote(Transaction tx, byte[] version, RemoteObject remote) {
        tx.file().update("INSERT INTO remote VALUES (?,?)", version, Cbor.encode(remote));
    }

    static void forgetRemote(Transaction tx, byte[] version) {
        tx.file().update("DELETE FROM remote WHERE version=?", version);
    }

    static void place(Transaction tx, Narrow version, Placement placement, @Nullable String target,
            @Nullable String storageClass) {
        tx.file().update("UPDATE version SET placement=?, target=?, class=? WHERE key=? AND version=?",
                placement.name(), target, storageClass, version.key().utf8(), version.raw());
    }

    static Outcome noteReads(Transaction tx, NoteReads command) {
        for (ReadNote read : command.reads()) {
            long at = read.at().toEpochMilli();
            tx.file().update("UPDATE version SET last_read=? WHERE key=? AND version=? AND coalesce(last_read,0)<=?",
                    at,
                    read.key().utf8(), Ids.raw(read.version()), at - READ_STEP.toMillis());
        }
        return new Outcome.Done();
    }

}
