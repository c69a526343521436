package io.spillway.cluster.directory.group;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.directory.container.ContainerWork;
import io.spillway.cluster.directory.raft.LogPosition;
import io.spillway.cluster.directory.sqlite.Database;
import io.spillway.cluster.directory.sqlite.FileFormat;
import io.spillway.cluster.directory.sqlite.LoggedFile;

/**
 * Containers of the group with what there is to do for each. A row is also the sign that the container's file was made,
 * by which a missing file is told from a container that never was.
 */
public final class WorkIndex implements AutoCloseable {
    /** "SpGr". */
    private static final int APPLICATION_ID = 0x53704772;
    /** Format 1 had no clock and was in no release, so it is not read. */
    private static final int VERSION = 2;
    private static final FileFormat FORMAT = new FileFormat("group file", APPLICATION_ID, VERSION, VERSION, List.of("""
            CREATE TABLE work (
              ref TEXT PRIMARY KEY, applied_index INTEGER NOT NULL, open_intents INTEGER NOT NULL,
              garbage_notes INTEGER NOT NULL, oldest_due INTEGER, open_uploads INTEGER NOT NULL,
              unread INTEGER NOT NULL, closed INTEGER NOT NULL, dropped INTEGER NOT NULL) STRICT, WITHOUT ROWID""", """
            CREATE INDEX work_intents ON work (ref) WHERE open_intents > 0""", """
            CREATE INDEX work_garbage ON work (ref) WHERE garbage_notes > 0""", """
            CREATE INDEX work_unread ON work (ref) WHERE unread = 1""", """
            CREATE INDEX work_dropped ON work (ref) WHERE dropped = 1""", """
            CREATE TABLE clock (id INTEGER PRIMARY KEY CHECK (id = 1), time INTEGER NOT NULL) STRICT""", """
            INSERT INTO clock VALUES (1, 0)"""));
    /** Rows last written, so that an entry that changes none costs no write; bounded, since it only saves work. */
    private static final int REMEMBERED = 4096;

    private final LoggedFile file;
    private final Map<ContainerRef, ContainerWork> written = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ContainerRef, ContainerWork> eldest) {
            return size() > REMEMBERED;
        }
    };

    private WorkIndex(LoggedFile file) {
        this.file = file;
    }

    /** Opens the file, or makes it in a directory that has never been used. */
    public static WorkIndex open(Path path, boolean mayCreate) {
        if (mayCreate && !Files.exists(path)) {
            Database.create(path, FORMAT, _ -> {});
        }
        return new WorkIndex(LoggedFile.open(path, FORMAT));
    }

    public LoggedFile logged() {
        return file;
    }

    /** Writes what an entry has left to do in each container that it touched. Called by the applier only. */
    public void update(LogPosition position, Map<ContainerRef, ContainerWork> works) {
        boolean same = works.entrySet().stream()
                .allMatch(entry -> entry.getValue().equals(written.get(entry.getKey())));
        if (same) {
            return;
        }
        boolean _ = file.write(database -> {
            database.update("BEGIN IMMEDIATE");
            works.forEach((ref, work) -> upsert(database, ref, position, work));
            database.update("COMMIT");
            file.committed(position.index());
            return true;
        });
        written.putAll(works);
    }

    private static void upsert(Database database, ContainerRef ref, LogPosition position, ContainerWork work) {
        database.update("INSERT OR REPLACE INTO work VALUES (?,?,?,?,?,?,?,?,?)", ref.value(), position.index(),
                work.openIntents(), work.garbageNotes(),
                work.oldestDue().isPresent() ? (Long) work.oldestDue().getAsLong() : null, work.openUploads(),
                work.unreadChanges() ? 1 : 0, work.closed() ? 1 : 0, work.dropped() ? 1 : 0);
    }

    /** Lists the container of a restore, before there is a log; without work if its file is missing. */
    public void add(ContainerRef ref, Optional<ContainerWork> work) {
        boolean _ = file.write(database -> {
            upsert(database, ref, LogPosition.START,
                    work.orElse(new ContainerWork(0, 0, OptionalLong.empty(), 0, false, false, false)));
            return true;
        });
    }

    /** The group's time as of the last flush; what was applied since is told by the entries that are replayed. */
    public long time() {
        return file.read(database -> database.one("SELECT time FROM clock", row -> row.number(1))).orElseThrow();
    }

    /** Notes the group's time as of an entry, so that it outlives the entry. */
    public void noteTime(long time, long index) {
        boolean _ = file.write(database -> {
            if (database.update("UPDATE clock SET time=?1 WHERE time<?1", time) > 0) {
                file.committed(index);
            }
            return true;
        });
    }

    /** Whether the container's file was ever made, and is not dropped. */
    public Known known(ContainerRef ref) {
        return file.read(database -> database.one("SELECT dropped FROM work WHERE ref=?",
                row -> row.integer(1) == 1 ? Known.DROPPED : Known.MADE, ref.value()).orElse(Known.NEVER));
    }

    /** What the index knows of a container's file. */
    public enum Known {
        NEVER, MADE, DROPPED
    }

    public List<ContainerRef> withOpenIntents(Optional<ContainerRef> after, int limit) {
        return refs("open_intents > 0", after, limit);
    }

    public List<ContainerRef> withGarbageDue(long now, Optional<ContainerRef> after, int limit) {
        return file.read(database -> database.all("""
                SELECT ref FROM work WHERE garbage_notes > 0 AND oldest_due <= ? AND ref > ? ORDER BY ref LIMIT ?""",
                row -> new ContainerRef(row.text(1)), now, after.map(ContainerRef::value).orElse(""), limit));
    }

    public List<ContainerRef> withUnreadChanges(Optional<ContainerRef> after, int limit) {
        return refs("unread = 1", after, limit);
    }

    /** Closed containers for which nothing is left to be done. */
    public boolean isDrained(ContainerRef ref) {
        return file.read(database -> database.one("""
                SELECT 1 FROM work WHERE ref=? AND closed=1 AND dropped=0 AND open_intents=0 AND garbage_notes=0
                  AND unread=0""", row -> true, ref.value()).orElse(false));
    }

    private List<ContainerRef> refs(String condition, Optional<ContainerRef> after, int limit) {
        return file.read(database -> database.all(
                "SELECT ref FROM work WHERE " + condition + " AND ref > ? ORDER BY ref LIMIT ?",
                row -> new ContainerRef(row.text(1)), after.map(ContainerRef::value).orElse(""), limit));
    }

    /** Dropped containers whose drop is at or before this entry: no replay will ask for their files again. */
    public List<ContainerRef> droppedUpTo(long index, int limit) {
        return file.read(database -> database.all(
                "SELECT ref FROM work WHERE dropped=1 AND applied_index<=? ORDER BY ref LIMIT ?",
                row -> new ContainerRef(row.text(1)), index, limit));
    }

    /** Forgets a dropped container whose file has been removed. */
    public void forget(ContainerRef ref) {
        boolean _ = file.write(
                database -> database.update("DELETE FROM work WHERE ref=? AND dropped=1", ref.value()) > 0);
    }

    @Override
    public void close() {
        file.close();
    }
}
