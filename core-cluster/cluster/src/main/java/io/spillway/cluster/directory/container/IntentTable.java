package io.spillway.cluster.directory.container;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.name.VersionId;
import io.spillway.cluster.api.transition.Intent;
import io.spillway.cluster.api.transition.IntentId;
import io.spillway.cluster.api.transition.TransitionState;
import io.spillway.cluster.directory.WriteId;
import io.spillway.cluster.directory.command.Cbor;
import io.spillway.cluster.directory.sqlite.Database;
import org.jspecify.annotations.Nullable;

/** Rows of intents: at most one open one of a version, and of those that are over the latest. */
final class IntentTable {
    private IntentTable() {}

    static Optional<Intent> find(Database file, IntentId id) {
        return file.one("SELECT body FROM intent WHERE id=?", row -> Cbor.decode(row.bytes(1), Intent.class),
                Ids.raw(id));
    }

    static Optional<Intent> latest(Database file, VersionId version) {
        return file.one("SELECT body FROM intent WHERE version=? ORDER BY open DESC, planned DESC, id DESC LIMIT 1",
                row -> Cbor.decode(row.bytes(1), Intent.class), Ids.raw(version));
    }

    static boolean hasOpen(Database file, VersionId version) {
        return file.one("SELECT 1 FROM intent WHERE version=? AND open=1", row -> true, Ids.raw(version))
                .orElse(false);
    }

    static List<Intent> all(Database file, @Nullable IntentId after, int limit) {
        return file.all("SELECT body FROM intent WHERE id>? ORDER BY id LIMIT ?",
                row -> Cbor.decode(row.bytes(1), Intent.class), after == null ? new byte[0] : Ids.raw(after), limit);
    }

    static List<Intent> open(Database file, @Nullable IntentId after, int limit) {
        return file.all("SELECT body FROM intent WHERE open=1 AND id>? ORDER BY id LIMIT ?",
                row -> Cbor.decode(row.bytes(1), Intent.class), after == null ? new byte[0] : Ids.raw(after), limit);
    }

    /** Whether an open recall writes its chunks under this id; only rows that mention the id are taken apart. */
    static boolean isRecalledBy(Transaction tx, WriteId write) {
        return tx.header().openIntents > 0 && tx.file().all("SELECT body FROM intent WHERE open=1 AND instr(body, ?)>0",
                row -> Cbor.decode(row.bytes(1), Intent.class), write.value().getBytes(StandardCharsets.UTF_8)).stream()
                .map(Intent::state)
                .anyMatch(state -> (state instanceof TransitionState.Fetching(var _, String id)
                        && id.equals(write.value()))
                        || (state instanceof TransitionState.Fetched(var _, String other, var _)
                                && other.equals(write.value())));
    }

    static void insert(Transaction tx, Intent intent) {
        tx.file().update("INSERT INTO intent VALUES (?,?,1,?,0,?)", Ids.raw(intent.id()),
                Ids.raw(intent.generation().version()), tx.now(), Cbor.encode(intent));
        tx.header().openIntents++;
    }

    /** Stores a state that follows. One that is over also replaces what was over before of the same version. */
    static void store(Transaction tx, Intent intent) {
        byte[] id = Ids.raw(intent.id());
        boolean open = intent.state() instanceof TransitionState.Open;
        tx.file().update("UPDATE intent SET open=?, body=? WHERE id=?", open ? 1 : 0, Cbor.encode(intent), id);
        if (!open) {
            tx.header().openIntents--;
            forgetOver(tx, Ids.raw(intent.generation().version()), id,
                    intent.state() instanceof TransitionState.Abandoned);
        }
    }

    /** After an abandoned intent, the row that tells why the bytes are where they are stays. */
    private static void forgetOver(Transaction tx, byte[] version, byte[] except, boolean abandoned) {
        for (Intent over : tx.file().all("SELECT body FROM intent WHERE version=? AND open=0 AND id<>?",
                row -> Cbor.decode(row.bytes(1), Intent.class), version, except)) {
            if (!abandoned || over.state() instanceof TransitionState.Abandoned) {
                tx.file().update("DELETE FROM intent WHERE id=?", Ids.raw(over.id()));
            }
        }
    }

    /** The change that the commit of this intent wrote, which a backup must hold before the release. */
    static void committedAt(Transaction tx, IntentId id, long sequence) {
        tx.file().update("UPDATE intent SET change_sequence=? WHERE id=?", sequence, Ids.raw(id));
    }

    static long committedAt(Database file, IntentId id) {
        return file.one("SELECT change_sequence FROM intent WHERE id=?", row -> row.number(1), Ids.raw(id))
                .orElse(Long.MAX_VALUE);
    }

    /**
     * What was committed or over goes with its version, whose bytes have become notes. An open attempt stays: its owner
     * finds it superseded and leaves its remote bytes as a note.
     */
    static void versionRemoved(Transaction tx, byte[] version) {
        for (Intent intent : tx.file().all("SELECT body FROM intent WHERE version=?",
                row -> Cbor.decode(row.bytes(1), Intent.class), version)) {
            boolean committed = intent.state() instanceof TransitionState.Committed;
            if (committed) {
                tx.header().openIntents--;
            }
            if (committed || !(intent.state() instanceof TransitionState.Open)) {
                tx.file().update("DELETE FROM intent WHERE id=?", Ids.raw(intent.id()));
            }
        }
    }
}
