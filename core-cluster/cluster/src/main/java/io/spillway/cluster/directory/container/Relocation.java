package io.spillway.cluster.directory.container;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.spillway.cluster.api.change.Change;
import io.spillway.cluster.api.location.ChunkId;
import io.spillway.cluster.api.location.ChunkReplica;
import io.spillway.cluster.api.location.Location;
import io.spillway.cluster.api.location.RemoteCopy;
import io.spillway.cluster.api.transition.Intent;
import io.spillway.cluster.api.transition.Movement;
import io.spillway.cluster.api.transition.RemoteObject;
import io.spillway.cluster.api.transition.TransitionState;
import io.spillway.cluster.api.transition.TransitionState.Committed;
import io.spillway.cluster.api.transition.TransitionState.Fetched;
import io.spillway.cluster.api.transition.TransitionState.PackEntry;
import io.spillway.cluster.directory.ContainerCommand.Graces;
import io.spillway.cluster.directory.Metachunk;
import io.spillway.cluster.directory.WriteId;
import io.spillway.cluster.directory.container.VersionTable.Narrow;
import io.spillway.cluster.directory.container.VersionTable.Placement;

/** What a step of a transition does to a version's locations, with the garbage note and the change that go with it. */
final class Relocation {
    private Relocation() {}

    /** Points every metachunk at both places. Answers the sequence of the change. */
    static long toBoth(Transaction tx, Narrow version, List<PackEntry> entries, RemoteObject remote) {
        byte[] id = version.raw();
        List<Metachunk> metachunks = MetachunkTable.of(tx.file(), id);
        for (int i = 0; i < metachunks.size(); i++) {
            PackEntry entry = entries.get(i);
            MetachunkTable.setRemote(tx, id, metachunks.get(i).index(),
                    new RemoteCopy(remote.target(), remote.fingerprint(), remote.bucket(), remote.key(),
                            remote.version(), remote.etag(), entry.offset(), entry.length(),
                            metachunks.get(i).sha256(), Optional.empty()));
        }
        VersionTable.setRemote(tx, id, remote);
        VersionTable.place(tx, version, Placement.BOTH, remote.target(), null);
        return tx.record(Change.Kind.TIERED, version.key(), id, 0, 0);
    }

    /** Lets the local bytes go. */
    static void toRemote(Transaction tx, Narrow version, Intent intent, Graces graces) {
        byte[] id = version.raw();
        MetachunkTable.noteLocal(tx, id, tx.after(graces.readers()));
        MetachunkTable.forgetLocal(tx, id);
        if (intent.movement() instanceof Movement.Tier tier) {
            VersionTable.place(tx, version, Placement.REMOTE, tier.target(), tier.storageClass());
        }
        tx.record(Change.Kind.RELEASED, version.key(), id, 0, 0);
    }

    /** Points every metachunk at the chunks that were fetched; the remote object becomes garbage. */
    static void toLocal(Transaction tx, Narrow version, Fetched fetched, Graces graces) {
        byte[] id = version.raw();
        byte[] write = Ids.raw(new WriteId(fetched.writeId()));
        noteUnused(tx, write, fetched);
        MetachunkTable.delete(tx, write);
        for (int index = 0; index < fetched.replicas().size(); index++) {
            MetachunkTable.setLocal(tx, id, index, fetched.replicas().get(index), write);
        }
        WriteTable.commit(tx, write, fetched.replicas().size());
        localOnly(tx, version, graces);
    }

    /** Staged under the recall's write, and not what was fetched in the end. */
    private static void noteUnused(Transaction tx, byte[] write, Fetched fetched) {
        Set<ChunkId> used = chunks(fetched.replicas());
        for (Metachunk staged : MetachunkTable.of(tx.file(), write)) {
            if (staged.location() instanceof Location.Local(List<ChunkReplica> replicas)
                    && replicas.stream().map(ChunkReplica::chunk).noneMatch(used::contains)) {
                GarbageTable.noteChunks(tx, replicas, write, tx.now());
                WriteTable.addLive(tx, write, 1);
            }
        }
    }

    private static Set<ChunkId> chunks(List<List<ChunkReplica>> replicas) {
        Set<ChunkId> chunks = new HashSet<>();
        replicas.forEach(each -> each.forEach(replica -> chunks.add(replica.chunk())));
        return chunks;
    }

    /** The remote copy did not stand up to its second proof, or is not wanted: the local bytes are all there is. */
    static void revoke(Transaction tx, Narrow version, Graces graces) {
        MetachunkTable.forgetRemote(tx, version.raw());
        localOnly(tx, version, graces);
    }

    private static void localOnly(Transaction tx, Narrow version, Graces graces) {
        byte[] id = version.raw();
        VersionTable.remote(tx.file(), id)
                .ifPresent(remote -> GarbageTable.noteRemote(tx, remote, tx.after(graces.remote())));
        VersionTable.forgetRemote(tx, id);
        VersionTable.place(tx, version, Placement.LOCAL, null, null);
        tx.record(Change.Kind.RECALLED, version.key(), id, 0, 0);
    }

    /** What a state that is given up, or tried again, leaves behind becomes garbage notes. */
    static void leave(Transaction tx, Intent intent) {
        switch (intent.state()) {
            case TransitionState.Uploading(var attempt, var uploadId) -> noteAttempt(tx, intent, attempt, uploadId);
            case TransitionState.Uploaded uploaded -> noteAttempt(tx, intent, uploaded.attempt(), Optional.empty());
            case TransitionState.Verified verified -> noteAttempt(tx, intent, verified.attempt(), Optional.empty());
            case TransitionState.Fetching fetching -> giveUpWrite(tx, fetching.writeId(), List.of());
            case Fetched fetched -> giveUpWrite(tx, fetched.writeId(), fetched.replicas());
            // A version that went took its committed intent along, and noted its remote object itself.
            case TransitionState.Planned _,Committed _,TransitionState.Released _,TransitionState.Recalled _,TransitionState.Abandoned _ -> {
                // Nothing is left.
            }
        }
    }

    private static void noteAttempt(Transaction tx, Intent intent, TransitionState.Attempt attempt,
            Optional<String> uploadId) {
        if (intent.movement() instanceof Movement.Tier tier) {
            GarbageTable.noteAttempt(tx, tier.target(), tier.fingerprint(), attempt, uploadId);
        }
    }

    /** Chunks that were staged under the write are noted by it, so only those that were not are noted here. */
    private static void giveUpWrite(Transaction tx, String writeId, List<List<ChunkReplica>> fetched) {
        WriteId write = new WriteId(writeId);
        byte[] id = Ids.raw(write);
        Set<ChunkId> staged = new HashSet<>();
        for (Metachunk metachunk : MetachunkTable.of(tx.file(), id)) {
            if (metachunk.location() instanceof Location.Local(List<ChunkReplica> replicas)) {
                staged.addAll(chunks(List.of(replicas)));
            }
        }
        WriteTable.abandon(tx, write, tx.now());
        for (List<ChunkReplica> replicas : fetched) {
            if (replicas.stream().map(ChunkReplica::chunk).noneMatch(staged::contains)) {
                GarbageTable.noteChunks(tx, replicas, id, tx.now());
                WriteTable.addLive(tx, id, 1);
            }
        }
    }
}
