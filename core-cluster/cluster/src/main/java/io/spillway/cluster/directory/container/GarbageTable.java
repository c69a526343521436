package io.spillway.cluster.directory.container;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.location.ChunkReplica;
import io.spillway.cluster.api.transition.GarbageNote;
import io.spillway.cluster.api.transition.RemoteObject;
import io.spillway.cluster.api.transition.TransitionState.Attempt;
import io.spillway.cluster.directory.ContainerCommand.DeferGarbage;
import io.spillway.cluster.directory.ContainerCommand.SettleGarbage;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.command.Cbor;
import io.spillway.cluster.directory.sqlite.Database;
import org.jspecify.annotations.Nullable;

/** Garbage notes: written by the transaction that drops the last reference, forgotten only when settled. */
final class GarbageTable {
    private GarbageTable() {}

    static void noteChunks(Transaction tx, List<ChunkReplica> replicas, byte[] write, long due) {
        insert(tx, new GarbageNote.LocalChunks(next(tx), Instant.ofEpochMilli(due), replicas), write);
    }

    static void noteRemote(Transaction tx, RemoteObject remote, long due) {
        insert(tx, new GarbageNote.RemoteBytes(next(tx), Instant.ofEpochMilli(due), remote, Optional.empty()), null);
    }

    /** Nothing ever referred to what an attempt left, so it is due at once; the collector waits for late arrivals. */
    static void noteAttempt(Transaction tx, String target, String fingerprint, Attempt attempt,
            Optional<String> uploadId) {
        insert(tx, new GarbageNote.RemoteAttempt(next(tx), tx.instant(), target, fingerprint, attempt.bucket(),
                attempt.remoteKey(), uploadId, Optional.empty(), Optional.empty()), null);
    }

    private static long next(Transaction tx) {
        tx.header().garbageNotes++;
        return ++tx.header().lastNote;
    }

    private static void insert(Transaction tx, GarbageNote note, byte @Nullable [] write) {
        tx.file().update("INSERT INTO garbage VALUES (?,?,?,?)", note.id(), note.due().toEpochMilli(), write,
                Cbor.encode(note, GarbageNote.class));
    }

    static Outcome settle(Transaction tx, SettleGarbage command) {
        for (long id : command.notes()) {
            byte[] write = tx.file().one("SELECT write FROM garbage WHERE id=?", row -> row.bytes(1), id)
                    .orElse(new byte[0]);
            if (write.length > 0) {
                WriteTable.release(tx, write);
            }
            tx.header().garbageNotes -= tx.file().update("DELETE FROM garbage WHERE id=?", id);
        }
        return new Outcome.Done();
    }

    /** A note that was settled in the meantime stays settled. */
    static Outcome defer(Transaction tx, DeferGarbage command) {
        GarbageNote note = command.note();
        tx.file().update("UPDATE garbage SET due=?, note=? WHERE id=?", note.due().toEpochMilli(),
                Cbor.encode(note, GarbageNote.class), note.id());
        return new Outcome.Done();
    }

    static List<GarbageNote> due(Database file, long now, int limit) {
        return file.all("SELECT note FROM garbage WHERE due<=? ORDER BY due, id LIMIT ?",
                row -> Cbor.decode(row.bytes(1), GarbageNote.class), now, limit);
    }

    static Optional<Long> oldestDue(Database file) {
        return file.one("SELECT due FROM garbage ORDER BY due LIMIT 1", row -> row.number(1));
    }
}
