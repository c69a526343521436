package io.spillway.cluster.api.transition;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.object.ObjectStoreException;

/** Garbage notes as the collector works them off. A note is never dropped but by {@link #settle}. */
public interface Garbage {
    /**
     * Containers behind {@code after}, by reference, draining ones among them, with a note due at {@code now}, from the
     * work index; at most {@code limit}.
     */
    List<ContainerRef> containersWithGarbage(Instant now, Optional<ContainerRef> after, int limit)
            throws ObjectStoreException;

    /** Notes due at {@code now}, by due time, then id, at most {@code limit}. */
    List<GarbageNote> due(ContainerRef container, Instant now, int limit) throws ObjectStoreException;

    /** Forgets notes whose bytes are gone. Settling a note twice has no effect. */
    void settle(ContainerRef container, Collection<Long> notes) throws ObjectStoreException;

    /** Writes back a note with a later due time and what was learnt: a refusal, or a first sight of absence. */
    void defer(ContainerRef container, GarbageNote note) throws ObjectStoreException;
}
