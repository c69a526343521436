package io.spillway.tier.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.Intent;
import io.spillway.cluster.api.transition.TransitionState;
import io.spillway.cluster.api.transition.TransitionState.Committed;
import io.spillway.tier.release.ReleaseCount;
import io.spillway.tier.release.Releaser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One walk over the open intents: starts what can be driven, releases what is due, and counts what is left. */
final class Pass implements OpenWork.Visitor {
    /** Releases behind one backup; more of one container take another one. */
    private static final int BATCH = 500;
    private static final Logger LOG = LoggerFactory.getLogger(Pass.class);

    private final Drives drives;
    private final Releaser releaser;
    private final Instant dueAt;
    private final long endNanos;
    private final Map<String, List<Intent>> due = new HashMap<>();
    private final Set<String> released = new LinkedHashSet<>();
    private long moving;
    private long unreadable;
    private ReleaseCount releases = new ReleaseCount(0, 0, 0);

    /**
     * Prepares a walk.
     *
     * @param dueAt releases that are due at this instant are done
     * @param limit after which the walk begins nothing more, so that others get their turn
     */
    Pass(Drives drives, Releaser releaser, Instant dueAt, Duration limit) {
        this.drives = drives;
        this.releaser = releaser;
        this.dueAt = dueAt;
        this.endNanos = System.nanoTime() + limit.toNanos();
    }

    /** What was left to do when the walk came by; what it started may be over since. */
    Left left() {
        return new Left(moving, releases, unreadable);
    }

    /** Targets to which something was released, and which so got new backups of containers. */
    Set<String> released() {
        return Set.copyOf(released);
    }

    /**
     * What a walk met.
     *
     * @param moving intents that are to be driven
     * @param unreadable containers whose intents could not be read
     */
    record Left(long moving, ReleaseCount releases, long unreadable) {
        /** Whether a walk like this found nothing that it or a later one still has to do. */
        boolean nothing() {
            return moving == 0 && releases.waiting() == 0 && releases.revoked() == 0 && unreadable == 0;
        }
    }

    @Override
    public boolean goesOn() {
        return System.nanoTime() - endNanos < 0;
    }

    @Override
    public void intent(Intent intent) throws InterruptedException {
        switch (intent.state()) {
            case Committed committed -> {
                if (!committed.releaseDue().isAfter(dueAt)) {
                    release(intent, committed);
                }
            }
            case TransitionState.Planned _,TransitionState.Uploading _,TransitionState.Uploaded _,TransitionState.Verified _,TransitionState.Fetching _,TransitionState.Fetched _ -> {
                moving++;
                drives.start(intent, Duration.ofNanos(Math.max(0, endNanos - System.nanoTime())));
            }
            case TransitionState.Released _,TransitionState.Recalled _,TransitionState.Abandoned _ -> {
            }
        }
    }

    @Override
    public void endOf(ContainerRef container) {
        due.forEach((target, intents) -> {
            if (!intents.isEmpty()) {
                release(container, target, intents);
            }
        });
        due.clear();
    }

    @Override
    public void unreadable(ContainerRef container, ObjectStoreException reason) {
        unreadable++;
        due.clear();
        LOG.warn("the open intents of container {} cannot be read: {}", container, reason.getMessage());
    }

    private void release(Intent intent, Committed committed) {
        List<Intent> batch = due.computeIfAbsent(committed.remote().target(), _ -> new ArrayList<>());
        batch.add(intent);
        if (batch.size() == BATCH) {
            release(intent.container(), committed.remote().target(), batch);
            batch.clear();
        }
    }

    private void release(ContainerRef container, String target, List<Intent> intents) {
        ReleaseCount count = releaser.release(container, target, intents);
        releases = releases.plus(count);
        if (count.released() > 0) {
            released.add(target);
        }
    }
}
