package io.spillway.cluster.upkeep;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.chunk.ChunkException;
import io.spillway.cluster.chunk.ChunkOwner;
import io.spillway.cluster.chunk.ChunkVolume;
import io.spillway.cluster.chunk.StoredChunk;
import io.spillway.cluster.directory.ContainerCommand;
import io.spillway.cluster.directory.Directory;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.WriteState;

/**
 * Finds chunk files that no write owns: those of a crash between a chunk's seal and its write's commit. The write is
 * abandoned in the directory first, so that a late commit of it is refused, and only when that is certain does the file
 * go. A file that is younger than {@code age} is left alone, for its write may be running.
 */
public final class OrphanSweep {
    private static final int PAGE = 1000;

    private final Directory directory;
    private final ContainerCommand.Graces graces;
    private final Duration age;
    private final Optional<Instant> restored;
    private final InstantSource clock;

    /**
     * Prepares a sweep.
     *
     * @param age longer than the longest write of one object or part
     * @param restored when the directory was restored from backups, if it was: it does not know which writes were
     *        committed between its backup and then, so what was sealed before and belongs to none is not taken for an orphan
     */
    public OrphanSweep(Directory directory, ContainerCommand.Graces graces, Duration age, Optional<Instant> restored,
            InstantSource clock) {
        this.restored = restored;
        this.directory = directory;
        this.graces = graces;
        this.age = age;
        this.clock = clock;
    }

    /**
     * What a sweep of a volume found.
     *
     * @param removed files of writes that are given up for certain
     * @param unexplained files of no write that the directory could know, or of none that it could know the end of; an
     *        operator has to look
     */
    public record Findings(long examined, long removed, long unexplained) {
        Findings plus(Findings other) {
            return new Findings(examined + other.examined, removed + other.removed, unexplained + other.unexplained);
        }
    }

    private enum Verdict {
        OWNED, ORPHAN, UNEXPLAINED
    }

    public Findings run(ChunkVolume volume) throws ChunkException, ObjectStoreException {
        Instant before = clock.instant().minus(age);
        Findings findings = new Findings(0, 0, 0);
        List<StoredChunk> page = volume.list(Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            for (StoredChunk chunk : page) {
                if (chunk.sealed().isBefore(before)) {
                    findings = findings.plus(examine(volume, chunk));
                }
            }
            page = volume.list(Optional.of(page.getLast().id()), PAGE);
        }
        return findings;
    }

    private Findings examine(ChunkVolume volume, StoredChunk chunk) throws ChunkException, ObjectStoreException {
        return switch (judge(volume, chunk)) {
            case OWNED -> new Findings(1, 0, 0);
            case UNEXPLAINED -> new Findings(1, 0, 1);
            case ORPHAN -> {
                volume.delete(List.of(chunk.id()));
                yield new Findings(1, 1, 0);
            }
        };
    }

    private Verdict judge(ChunkVolume volume, StoredChunk chunk) throws ChunkException, ObjectStoreException {
        ChunkOwner owner;
        try {
            owner = volume.describe(chunk.id()).owner();
        } catch (ChunkException.NoSuchChunk _) {
            return Verdict.OWNED; // removed meanwhile, by whom it belonged to
        } catch (ChunkException.CorruptChunk _) {
            return Verdict.UNEXPLAINED;
        }
        if (directory.findContainer(owner.reference()).isEmpty()) {
            // Also what a directory restored from an old backup looks like, so nothing is removed on this ground.
            return Verdict.UNEXPLAINED;
        }
        WriteState state;
        try {
            state = directory.write(owner.reference(), owner.write());
        } catch (ObjectStoreException.Damaged _) {
            // The rest of the volume does not wait for that container's repair.
            return Verdict.UNEXPLAINED;
        }
        if (state == WriteState.COMMITTED) {
            return Verdict.OWNED;
        }
        if (restored.filter(chunk.sealed()::isBefore).isPresent()) {
            return Verdict.UNEXPLAINED;
        }
        return state == WriteState.ABANDONED ? Verdict.ORPHAN : abandoned(owner);
    }

    private Verdict abandoned(ChunkOwner owner) {
        return directory.propose(new ContainerCommand.AbandonWrite(owner.reference(), owner.write(),
                graces)) instanceof Outcome.Applied ? Verdict.ORPHAN : Verdict.OWNED;
    }
}
