package io.spillway.cluster.upkeep;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.location.ChunkReplica;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.Garbage;
import io.spillway.cluster.api.transition.GarbageNote;
import io.spillway.cluster.store.LocalReplicas;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the chunk files of due garbage notes, then settles the notes: a crash in between removes absent files again,
 * which does no harm. Notes of remote bytes are left to the tier's collector.
 */
public final class LocalCollector {
    private static final int CONTAINERS = 100;
    private static final int NOTES = 500;
    /** A volume that is away may come back; until then its notes wait. */
    private static final Duration RETRY = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(LocalCollector.class);

    private final Garbage garbage;
    private final LocalReplicas replicas;
    private final InstantSource clock;

    public LocalCollector(Garbage garbage, LocalReplicas replicas, InstantSource clock) {
        this.garbage = garbage;
        this.replicas = replicas;
        this.clock = clock;
    }

    /**
     * Works off what is due now.
     *
     * @return chunk files removed
     */
    public int run() throws ObjectStoreException {
        Instant now = clock.instant();
        int removed = 0;
        List<ContainerRef> page = garbage.containersWithGarbage(now, Optional.empty(), CONTAINERS);
        while (!page.isEmpty()) {
            for (ContainerRef container : page) {
                try {
                    removed += collect(container, now);
                } catch (ObjectStoreException.Damaged | ObjectStoreException.Unavailable e) {
                    // Its notes stay; those of the other containers do not wait for it.
                    LOG.warn("garbage of container {} is not collected now: {}", container, e.getMessage());
                }
            }
            page = garbage.containersWithGarbage(now, Optional.of(page.getLast()), CONTAINERS);
        }
        return removed;
    }

    private int collect(ContainerRef container, Instant now) throws ObjectStoreException {
        int removed = 0;
        List<GarbageNote.LocalChunks> notes = due(container, now);
        while (!notes.isEmpty()) {
            Set<ChunkReplica> left = Set.copyOf(
                    replicas.delete(notes.stream().flatMap(note -> note.replicas().stream()).toList()));
            List<Long> done = new ArrayList<>();
            for (GarbageNote.LocalChunks note : notes) {
                if (Collections.disjoint(note.replicas(), left)) {
                    done.add(note.id());
                    removed += note.replicas().size();
                } else {
                    garbage.defer(container,
                            new GarbageNote.LocalChunks(note.id(), now.plus(RETRY), note.replicas()));
                }
            }
            garbage.settle(container, done);
            notes = due(container, now);
        }
        return removed;
    }

    /** A page of local notes; it is widened while notes of remote bytes fill it. */
    private List<GarbageNote.LocalChunks> due(ContainerRef container, Instant now) throws ObjectStoreException {
        for (int limit = NOTES;; limit *= 2) {
            List<GarbageNote> page = garbage.due(container, now, limit);
            List<GarbageNote.LocalChunks> local = page.stream().filter(GarbageNote.LocalChunks.class::isInstance)
                    .map(GarbageNote.LocalChunks.class::cast).toList();
            if (!local.isEmpty() || page.size() < limit) {
                return local;
            }
        }
    }
}
