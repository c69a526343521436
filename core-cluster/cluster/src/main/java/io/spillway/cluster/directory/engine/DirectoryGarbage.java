package io.spillway.cluster.directory.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.Garbage;
import io.spillway.cluster.api.transition.GarbageNote;
import io.spillway.cluster.directory.ContainerCommand.DeferGarbage;
import io.spillway.cluster.directory.ContainerCommand.SettleGarbage;
import io.spillway.cluster.directory.Outcome;

/** Garbage notes of the container files. */
final class DirectoryGarbage implements Garbage {
    /** Notes in one command, so that it fits an entry whatever was asked for. */
    private static final int SETTLED_AT_ONCE = 1000;

    private final DirectoryGroup group;

    DirectoryGarbage(DirectoryGroup group) {
        this.group = group;
    }

    @Override
    public List<ContainerRef> containersWithGarbage(Instant now, Optional<ContainerRef> after, int limit) {
        return group.files().index().withGarbageDue(now.toEpochMilli(), after, limit);
    }

    @Override
    public List<GarbageNote> due(ContainerRef container, Instant now, int limit) throws ObjectStoreException {
        return group.read(container, reads -> reads.garbage(now.toEpochMilli(), limit));
    }

    @Override
    public void settle(ContainerRef container, Collection<Long> notes) throws ObjectStoreException {
        List<Long> all = new ArrayList<>(notes);
        for (int from = 0; from < all.size(); from += SETTLED_AT_ONCE) {
            List<Long> some = all.subList(from, Math.min(all.size(), from + SETTLED_AT_ONCE));
            Outcome.Applied _ = Answers.applied(group.propose(new SettleGarbage(container, some)));
        }
    }

    @Override
    public void defer(ContainerRef container, GarbageNote note) throws ObjectStoreException {
        Outcome.Applied _ = Answers.applied(group.propose(new DeferGarbage(container, note)));
    }
}
