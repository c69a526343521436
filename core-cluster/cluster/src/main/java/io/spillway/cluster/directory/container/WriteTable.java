package io.spillway.cluster.directory.container;

import java.time.Duration;
import java.util.Optional;

import io.spillway.cluster.directory.ContainerCommand.AbandonWrite;
import io.spillway.cluster.directory.ContainerCommand.BeginWrite;
import io.spillway.cluster.directory.ContainerCommand.StageMetachunks;
import io.spillway.cluster.directory.Metachunk;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.Refusal;
import io.spillway.cluster.directory.WriteId;
import io.spillway.cluster.directory.WriteState;
import io.spillway.cluster.directory.sqlite.Database;

/**
 * Writes. A committed write's row lives as long as one of its chunk files is referred to or noted as garbage, so that a
 * sweep that asks later is told that they are not orphans. One of inline bytes has no files, and no row.
 */
final class WriteTable {
    private static final int OPEN = 0;
    private static final int COMMITTED = 1;
    private static final int ABANDONED = 2;
    /** A commit that is still on its way arrives long before; then the row has told enough. */
    private static final Duration ABANDONED_KEPT = Duration.ofDays(7);

    private WriteTable() {}

    static WriteState state(Database file, WriteId write) {
        return file.one("SELECT state FROM write WHERE id=?", row -> switch (row.integer(1)) {
            case OPEN -> WriteState.OPEN;
            case COMMITTED -> WriteState.COMMITTED;
            default -> WriteState.ABANDONED;
        }, Ids.raw(write)).orElse(WriteState.UNKNOWN);
    }

    static Outcome begin(Transaction tx, BeginWrite command) {
        tx.file().update("INSERT INTO write VALUES (?,?,0,?)", Ids.raw(command.write()), OPEN, tx.now());
        return new Outcome.Done();
    }

    /** A metachunk staged again replaces the former, whose chunks nobody has read: they are garbage at once. */
    static Outcome stage(Transaction tx, StageMetachunks command) {
        Optional<Refusal> refusal = refuseUnless(tx, command.write(), WriteState.OPEN);
        if (refusal.isPresent()) {
            return new Outcome.Refused(refusal.get());
        }
        byte[] write = Ids.raw(command.write());
        for (Metachunk metachunk : command.metachunks()) {
            int former = MetachunkTable.dropOne(tx, write, metachunk.index(), tx.now());
            addLive(tx, write, former);
            MetachunkTable.insert(tx, write, write, metachunk);
        }
        return new Outcome.Done();
    }

    /** What keeps this write from being committed: it was given up, or it was committed before. */
    static Optional<Refusal> refuseCommit(WriteState state) {
        return switch (state) {
            case UNKNOWN, OPEN -> Optional.empty();
            case COMMITTED -> Optional.of(new Refusal.WriteCommitted());
            case ABANDONED -> Optional.of(new Refusal.WriteAbandoned());
        };
    }

    private static Optional<Refusal> refuseUnless(Transaction tx, WriteId write, WriteState wanted) {
        WriteState state = state(tx.file(), write);
        if (state == wanted) {
            return Optional.empty();
        }
        return Optional.of(switch (state) {
            case ABANDONED -> new Refusal.WriteAbandoned();
            case COMMITTED -> new Refusal.WriteCommitted();
            case OPEN, UNKNOWN -> new Refusal.WriteMismatch("write " + write + " was not begun");
        });
    }

    /** The write's chunks are referred to from now on: {@code metachunks} of them, besides those noted before. */
    static void commit(Transaction tx, byte[] write, int metachunks) {
        if (metachunks == 0) {
            tx.file().update("DELETE FROM write WHERE id=? AND live=0", write);
            return;
        }
        tx.file().update("""
                INSERT INTO write VALUES (?1,?2,?3,?4)
                ON CONFLICT (id) DO UPDATE SET state=?2, live=live+?3, time=?4""", write, COMMITTED, metachunks,
                tx.now());
    }

    static Outcome abandon(Transaction tx, AbandonWrite command) {
        if (state(tx.file(), command.write()) == WriteState.COMMITTED) {
            return new Outcome.Refused(new Refusal.WriteCommitted());
        }
        if (IntentTable.isRecalledBy(tx, command.write())) {
            return new Outcome.Refused(new Refusal.WriteMismatch("an open recall owns write " + command.write()));
        }
        abandon(tx, command.write(), tx.after(command.graces().readers()));
        return new Outcome.Done();
    }

    /**
     * Only what was begun can have staged. A version has the id of its write, so what stands under the id of any other
     * write is an object: one that is inline, and so has no row here.
     */
    static void abandon(Transaction tx, WriteId write, long due) {
        byte[] id = Ids.raw(write);
        int staged = state(tx.file(), write) == WriteState.OPEN ? MetachunkTable.dropAll(tx, id, due) : 0;
        tx.file().update("""
                INSERT INTO write VALUES (?1,?2,?3,?4)
                ON CONFLICT (id) DO UPDATE SET state=?2, live=live+?3, time=?4""", id, ABANDONED, staged, tx.now());
    }

    /**
     * Gives up what was begun and will find its container closed. Nobody has read what it staged, so that is due at once;
     * as notes it keeps the file until the chunks are gone.
     */
    static void abandonOpen(Transaction tx) {
        for (byte[] write : tx.file().all("SELECT id FROM write WHERE state=? ORDER BY id", row -> row.bytes(1),
                OPEN)) {
            abandon(tx, new WriteId(Ids.hex(write)), tx.now());
        }
    }

    /**
     * Gives up what was begun and may have been committed after this copy of the file was made. What it staged may be all
     * that is left of an acknowledged object, so nothing of it becomes garbage.
     */
    static void giveUpUnheard(Transaction tx) {
        tx.file().all("SELECT id FROM write WHERE state=? ORDER BY id", row -> row.bytes(1), OPEN)
                .forEach(write -> giveUpUnheard(tx, write));
    }

    static void giveUpUnheard(Transaction tx, byte[] write) {
        MetachunkTable.delete(tx, write);
        tx.file().update("UPDATE write SET state=?, time=? WHERE id=?", ABANDONED, tx.now(), write);
    }

    static void addLive(Transaction tx, byte[] write, int chunks) {
        if (chunks > 0) {
            tx.file().update("UPDATE write SET live=live+? WHERE id=?", chunks, write);
        }
    }

    /** One of the write's chunks is gone for good. */
    static void release(Transaction tx, byte[] write) {
        tx.file().update("UPDATE write SET live=live-1 WHERE id=?", write);
        tx.file().update("DELETE FROM write WHERE id=? AND live<=0 AND state=?", write, COMMITTED);
    }

    static void forgetOld(Transaction tx) {
        tx.file().update("DELETE FROM write WHERE state=2 AND time<?", tx.now() - ABANDONED_KEPT.toMillis());
    }
}
