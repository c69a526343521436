package io.spillway.cluster.directory.container;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.spillway.cluster.api.location.ChunkReplica;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.VolumeId;
import io.spillway.cluster.api.restore.LostObjects;
import io.spillway.cluster.api.restore.LostObjects.LostObject;
import io.spillway.cluster.api.transition.GarbageNote;
import io.spillway.cluster.api.transition.Intent;
import io.spillway.cluster.api.transition.Movement;
import io.spillway.cluster.api.transition.RemoteObject;
import io.spillway.cluster.api.transition.TransitionState;
import io.spillway.cluster.directory.command.Cbor;
import io.spillway.cluster.directory.sqlite.Database;

/** Walks a file that nobody else has open, page by page, for what a restore has to know of all containers. */
public final class ContainerSurvey implements AutoCloseable {
    private static final int PAGE = 500;
    private static final byte[] FIRST = new byte[0];

    private final Database file;

    public ContainerSurvey(Path path) {
        file = Database.openToRead(path, ContainerSchema.FORMAT);
    }

    /** The highest term of an owner of an open attempt or recall; 0 if there is none. */
    public long newestTerm() {
        long newest = 0;
        for (List<Intent> page = intents(FIRST); !page.isEmpty(); page = intents(Ids.raw(page.getLast().id()))) {
            for (Intent intent : page) {
                newest = Math.max(newest, termOf(intent.state()));
            }
        }
        return newest;
    }

    private static long termOf(TransitionState state) {
        return switch (state) {
            case TransitionState.Attempted attempted -> attempted.attempt().owner().term();
            case TransitionState.Fetching fetching -> fetching.owner().term();
            case TransitionState.Fetched fetched -> fetched.owner().term();
            case TransitionState.Planned _,TransitionState.Committed _,TransitionState.Released _,TransitionState.Recalled _,TransitionState.Abandoned _ ->
                0;
        };
    }

    private List<Intent> intents(byte[] after) {
        return file.all("SELECT body FROM intent WHERE id>? ORDER BY id LIMIT ?",
                row -> Cbor.decode(row.bytes(1), Intent.class), after, PAGE);
    }

    /** Volumes that pointers and garbage notes name. */
    public Set<VolumeId> volumes() {
        Set<VolumeId> volumes = new HashSet<>();
        for (List<Local> page = locals(FIRST, -1); !page.isEmpty(); page = locals(page.getLast().owner,
                page.getLast().index)) {
            page.forEach(local -> add(volumes, local.replicas));
        }
        notes(note -> {
            if (note instanceof GarbageNote.LocalChunks chunks) {
                add(volumes, chunks.replicas());
            }
        });
        return volumes;
    }

    private static void add(Set<VolumeId> volumes, List<ChunkReplica> replicas) {
        replicas.forEach(replica -> volumes.add(replica.volume()));
    }

    private List<Local> locals(byte[] owner, int index) {
        return file.all("""
                SELECT owner, idx, local FROM metachunk WHERE (owner, idx) > (?,?) AND local IS NOT NULL
                ORDER BY owner, idx LIMIT ?""",
                row -> new Local(row.bytes(1), row.integer(2), Cbor.decodeList(row.bytes(3), ChunkReplica.class)),
                owner, index, PAGE);
    }

    private static final class Local {
        final byte[] owner;
        final int index;
        final List<ChunkReplica> replicas;

        Local(byte[] owner, int index, List<ChunkReplica> replicas) {
            this.owner = owner;
            this.index = index;
            this.replicas = replicas;
        }
    }

    /** Told of a target, again and again. */
    @FunctionalInterface
    public interface Targets {
        /**
         * Takes one mention of a target.
         *
         * @param versions whose bytes the target holds; 0 where only garbage or a move is meant
         */
        void target(String name, String fingerprint, long versions);
    }

    /** Names every target that a pointer, a garbage note or an open move names. */
    public void targets(Targets told) {
        for (List<Pointer> page = pointers(FIRST); !page.isEmpty(); page = pointers(page.getLast().version)) {
            page.forEach(pointer -> told.target(pointer.object.target(), pointer.object.fingerprint(), 1));
        }
        notes(note -> {
            switch (note) {
                case GarbageNote.LocalChunks _ -> {
                    // On a volume.
                }
                case GarbageNote.RemoteBytes bytes ->
                    told.target(bytes.remote().target(), bytes.remote().fingerprint(), 0);
                case GarbageNote.RemoteAttempt attempt -> told.target(attempt.target(), attempt.fingerprint(), 0);
            }
        });
        for (List<Intent> page = intents(FIRST); !page.isEmpty(); page = intents(Ids.raw(page.getLast().id()))) {
            for (Intent intent : page) {
                if (intent.state() instanceof TransitionState.Open
                        && intent.movement() instanceof Movement.Tier tier) {
                    told.target(tier.target(), tier.fingerprint(), 0);
                }
            }
        }
    }

    private List<Pointer> pointers(byte[] after) {
        return file.all("SELECT version, object FROM remote WHERE version>? ORDER BY version LIMIT ?",
                row -> new Pointer(row.bytes(1), Cbor.decode(row.bytes(2), RemoteObject.class)), after, PAGE);
    }

    private static final class Pointer {
        final byte[] version;
        final RemoteObject object;

        Pointer(byte[] version, RemoteObject object) {
            this.version = version;
            this.object = object;
        }
    }

    private void notes(Consumer<GarbageNote> told) {
        for (List<GarbageNote> page = notes(0); !page.isEmpty(); page = notes(page.getLast().id())) {
            page.forEach(told);
        }
    }

    private List<GarbageNote> notes(long after) {
        return file.all("SELECT note FROM garbage WHERE id>? ORDER BY id LIMIT ?",
                row -> Cbor.decode(row.bytes(1), GarbageNote.class), after, PAGE);
    }

    /** Tells of every version that is here only, and not whole in this file and on the volumes at hand. */
    public void lost(ContainerName container, VolumesAtHand volumes, LostObjects told) throws IOException {
        for (List<Held> page = held(FIRST, FIRST); !page.isEmpty(); page = held(page.getLast().key,
                page.getLast().version)) {
            for (Held held : page) {
                if (ContainerRefit.isLost(file, held.version, volumes)) {
                    told.lost(new LostObject(container, Ids.key(held.key), Ids.version(held.version), held.size));
                }
            }
        }
    }

    private List<Held> held(byte[] key, byte[] version) {
        return file.all("""
                SELECT key, version, size FROM version WHERE (key, version) > (?,?) AND placement='LOCAL'
                ORDER BY key, version LIMIT ?""",
                row -> new Held(row.bytes(1), row.bytes(2), row.number(3)), key, version, PAGE);
    }

    private static final class Held {
        final byte[] key;
        final byte[] version;
        final long size;

        Held(byte[] key, byte[] version, long size) {
            this.key = key;
            this.version = version;
            this.size = size;
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
