package io.spillway.cluster.directory.container;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.transition.ContainerBackups.Current;
import io.spillway.cluster.api.transition.RemoteObject;
import io.spillway.cluster.directory.ContainerCommand.RecordBackup;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.command.Cbor;

/** The backups that the header knows of: the newest in each target. Whoever replaces one removes it from its target. */
final class Backups {
    private Backups() {}

    /**
     * A backup in a target.
     *
     * @param sequence of the last change that it holds
     */
    record Recorded(RemoteObject object, long sequence) {}

    static List<Recorded> of(Header header) {
        byte[] stored = header.backup;
        return stored == null ? List.of() : Cbor.decodeList(stored, Recorded.class);
    }

    static Outcome record(Transaction tx, RecordBackup command) {
        store(tx.header(), command.backup(), command.sequence());
        return new Outcome.Done();
    }

    static void store(Header header, RemoteObject backup, long sequence) {
        List<Recorded> all = new ArrayList<>(of(header));
        all.removeIf(former -> former.object().fingerprint().equals(backup.fingerprint()));
        all.add(new Recorded(backup, sequence));
        header.backup = Cbor.encodeList(all, Recorded.class);
        header.backupSequence = Math.max(header.backupSequence, sequence);
    }

    /** The container goes: nobody will replace its backups any more. */
    static void leave(Transaction tx, long due) {
        of(tx.header()).forEach(each -> GarbageTable.noteRemote(tx, each.object(), due));
        tx.header().backup = null;
    }

    static Optional<Current> current(Header header, String fingerprint) {
        return of(header).stream()
                .filter(each -> each.object().fingerprint().equals(fingerprint)
                        && each.sequence() == header.lastChange)
                .map(each -> new Current(each.object(), each.sequence())).findFirst();
    }
}
