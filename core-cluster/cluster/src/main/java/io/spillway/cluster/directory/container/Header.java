package io.spillway.cluster.directory.container;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.directory.ContainerCommand.CreateFile;
import io.spillway.cluster.directory.raft.LogPosition;
import io.spillway.cluster.directory.sqlite.DamagedFileException;
import io.spillway.cluster.directory.sqlite.Database;
import org.jspecify.annotations.Nullable;

/** The file's one row about itself. A transaction loads it, changes it, and stores it at its end. */
final class Header {
    enum State {
        OPEN, CLOSED, DROPPED
    }

    final ContainerRef ref;
    final AccountName account;
    final ContainerName name;
    LogPosition applied;
    /** The latest time of an operation, in milliseconds. */
    long time;
    State state;
    long objects;
    long bytes;
    long lastChange;
    long openUploads;
    long openIntents;
    long garbageNotes;
    long lastNote;
    long backupSequence;
    byte @Nullable [] backup;

    private Header(ContainerRef ref, AccountName account, ContainerName name, LogPosition applied, long time,
            State state) {
        this.ref = ref;
        this.account = account;
        this.name = name;
        this.applied = applied;
        this.time = time;
        this.state = state;
    }

    static void insert(Database file, CreateFile command, LogPosition applied, long time) {
        file.update("INSERT INTO container VALUES (1,?,?,?,?,?,?,?,0,0,0,0,0,0,0,0,NULL)", command.container().value(),
                command.account().value(), command.name().value(), applied.term(), applied.index(), time,
                State.OPEN.name());
        for (String consumer : command.consumers()) {
            file.update("INSERT INTO cursor VALUES (?,0)", consumer);
        }
    }

    static Header load(Database file) {
        return file.one("""
                SELECT ref, account, name, applied_term, applied_index, log_time, state, objects, bytes, last_change,
                  open_uploads, open_intents, garbage_notes, last_note, backup_sequence, backup
                FROM container""", row -> {
            Header header = new Header(new ContainerRef(row.text(1)), new AccountName(row.text(2)),
                    new ContainerName(row.text(3)), new LogPosition(row.number(4), row.number(5)), row.number(6),
                    State.valueOf(row.text(7)));
            header.objects = row.number(8);
            header.bytes = row.number(9);
            header.lastChange = row.number(10);
            header.openUploads = row.number(11);
            header.openIntents = row.number(12);
            header.garbageNotes = row.number(13);
            header.lastNote = row.number(14);
            header.backupSequence = row.number(15);
            header.backup = row.bytesOrNull(16);
            return header;
        }).orElseThrow(() -> new DamagedFileException(file.file() + " has lost the row about itself"));
    }

    void store(Database file) {
        file.update("""
                UPDATE container SET applied_term=?, applied_index=?, log_time=?, state=?, objects=?, bytes=?,
                  last_change=?, open_uploads=?, open_intents=?, garbage_notes=?, last_note=?, backup_sequence=?,
                  backup=?""", applied.term(), applied.index(), time, state.name(), objects, bytes, lastChange,
                openUploads, openIntents, garbageNotes, lastNote, backupSequence, backup);
    }

    /** What a refused operation may have counted; taken before it and given back after it. */
    Counts counts() {
        return new Counts(state, objects, bytes, lastChange, openUploads, openIntents, garbageNotes, lastNote);
    }

    void restore(Counts counts) {
        state = counts.state;
        objects = counts.objects;
        bytes = counts.bytes;
        lastChange = counts.lastChange;
        openUploads = counts.openUploads;
        openIntents = counts.openIntents;
        garbageNotes = counts.garbageNotes;
        lastNote = counts.lastNote;
    }

    record Counts(State state, long objects, long bytes, long lastChange, long openUploads, long openIntents,
            long garbageNotes, long lastNote) {}
}
