package io.spillway.appliance.tier;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.spillway.cluster.api.registry.TargetRecords;
import io.spillway.tier.engine.TieringEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Backups that operators ask for, one after the other, in the background. What they have sent stays, however they end. */
public final class BackupRuns implements AutoCloseable {
    /** Whoever asked looks soon; each keeps a report with a line for each container that failed. */
    private static final int REMEMBERED = 16;
    /** More at once are a script that has lost its way. */
    private static final int WAITING = 4;
    private static final Duration CLOSING = Duration.ofSeconds(4);
    private static final Logger LOG = LoggerFactory.getLogger(BackupRuns.class);

    private final TieringEngine engine;
    private final TargetRecords targets;
    private final ExecutorService runner = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().name("backups").daemon().factory());
    private final AtomicInteger waiting = new AtomicInteger();
    private final Map<String, BackupRun> runs = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, BackupRun> eldest) {
            return size() > REMEMBERED;
        }
    };

    public BackupRuns(TieringEngine engine, TargetRecords targets) {
        this.engine = engine;
        this.targets = targets;
    }

    /** Begins a backup to a target. */
    public BackupRun begin(String target) throws TierException {
        if (targets.find(target).isEmpty()) {
            throw new TierException("there is no target \"" + target + "\"; see spillway target list");
        }
        if (waiting.incrementAndGet() > WAITING) {
            waiting.decrementAndGet();
            throw new TierException(WAITING + " backups are waiting already; try again when some are over");
        }
        BackupRun begun = new BackupRun(UUID.randomUUID().toString(), target, new BackupRun.Running());
        note(begun);
        runner.execute(() -> run(begun));
        return begun;
    }

    public Optional<BackupRun> find(String id) {
        synchronized (runs) {
            return Optional.ofNullable(runs.get(id));
        }
    }

    private void run(BackupRun begun) {
        try {
            note(begun.with(engine.backUp(begun.target()).<BackupRun.State>map(BackupRun.Done::new)
                    .orElseGet(() -> new BackupRun.Failed("target " + begun.target() + " cannot be opened now"))));
        } catch (RuntimeException e) {
            LOG.error("a backup to target {} failed by a defect", begun.target(), e);
            note(begun.with(new BackupRun.Failed("a defect, see the appliance's log: " + e)));
        } finally {
            waiting.decrementAndGet();
        }
    }

    private void note(BackupRun run) {
        synchronized (runs) {
            runs.put(run.id(), run);
        }
    }

    @Override
    public void close() {
        runner.shutdownNow();
        try {
            if (!runner.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("a backup was cut short; what it sent stays, run it again for the rest");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
