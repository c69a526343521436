package io.spillway.tier.engine;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.spillway.cluster.api.transition.Intent;
import io.spillway.cluster.api.transition.IntentId;
import io.spillway.tier.move.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a bounded number of drives at a time, each on a virtual thread, and no intent twice. The queue is the journal
 * itself: whoever walks it is held back here until there is room.
 */
final class Drives {
    private static final Logger LOG = LoggerFactory.getLogger(Drives.class);

    private final int parallel;
    private final Semaphore room;
    private final Set<IntentId> running = ConcurrentHashMap.newKeySet();
    private final Function<Intent, Progress> drive;
    private final ThreadFactory threads = Thread.ofVirtual().name("tiering-", 0).factory();

    Drives(int parallel, Function<Intent, Progress> drive) {
        this.parallel = parallel;
        this.room = new Semaphore(parallel);
        this.drive = drive;
    }

    /** Starts a drive if there is room before the limit is over; does nothing if one of this intent is running. */
    void start(Intent intent, Duration limit) throws InterruptedException {
        if (running.contains(intent.id()) || !room.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            return;
        }
        if (!running.add(intent.id())) {
            room.release();
            return;
        }
        threads.newThread(() -> run(intent)).start();
    }

    /** Waits until nothing runs, or the limit is over; no drive may be started meanwhile. */
    boolean awaitQuiet(Duration limit) throws InterruptedException {
        boolean quiet = room.tryAcquire(parallel, limit.toMillis(), TimeUnit.MILLISECONDS);
        if (quiet) {
            room.release(parallel);
        }
        return quiet;
    }

    private void run(Intent intent) {
        try {
            switch (drive.apply(intent)) {
                case Progress.Arrived _ -> {
                }
                case Progress.Dropped(String reason) ->
                    LOG.debug("{} of {} was dropped: {}", intent.id(), intent.generation().key(), reason);
                case Progress.Waiting(String reason, var _) ->
                    LOG.debug("{} of {} waits: {}", intent.id(), intent.generation().key(), reason);
            }
        } catch (RuntimeException e) {
            LOG.error("moving {} failed by a defect; its intent {} stays open", intent.generation().key(),
                    intent.id(), e);
        } finally {
            running.remove(intent.id());
            room.release();
        }
    }
}
