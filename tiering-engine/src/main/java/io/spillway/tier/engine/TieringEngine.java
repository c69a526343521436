package io.spillway.tier.engine;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.spillway.cloud.api.CloudException;
import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.Cause;
import io.spillway.cluster.api.transition.Intent;
import io.spillway.cluster.api.transition.Movement;
import io.spillway.tier.alarm.Alarm;
import io.spillway.tier.backup.Backup;
import io.spillway.tier.backup.BackupReport;
import io.spillway.tier.backup.FullBackup;
import io.spillway.tier.collect.RemoteCollector;
import io.spillway.tier.move.Progress;
import io.spillway.tier.recall.RecallRequests;
import io.spillway.tier.run.IntentCounts;
import io.spillway.tier.run.PolicyRun;
import io.spillway.tier.run.RunReport;
import io.spillway.tier.run.RunRequest;
import io.spillway.tier.target.Target;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tiering engine of a node. Its first pass after a start is its recovery: every intent that is open is driven on
 * from the state in which it is found, or given up.
 */
public final class TieringEngine implements AutoCloseable {
    /** Between passes of a waiting run: short beside an upload, long beside a pass over nothing. */
    private static final Duration BETWEEN_PASSES = Duration.ofMillis(100);
    private static final Duration LONGEST_BETWEEN_PASSES = Duration.ofSeconds(2);
    /** A walk over a large backlog ends then and begins anew, so that a waiting run and new releases get their turn. */
    private static final Duration LONGEST_PASS = Duration.ofSeconds(10);
    /** Under the ten seconds that service managers usually give. */
    private static final Duration CLOSING = Duration.ofSeconds(4);
    private static final Logger LOG = LoggerFactory.getLogger(TieringEngine.class);

    private final TieringPorts ports;
    private final EngineSettings settings;
    private final TieringTools tools;
    private final EngineParts parts;
    private final Drives drives;
    /** One walk at a time; a waiting run and the engine's own pass take turns. */
    private final ReentrantLock walking = new ReentrantLock();
    /** Targets that are to get a backup of the namespace: as many as there are targets at most. */
    private final Set<String> owedBackups = ConcurrentHashMap.newKeySet();
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean closed;
    private @Nullable Thread worker;
    private @Nullable Thread cleaner;

    public TieringEngine(TieringPorts ports, EngineSettings settings, TieringTools tools) {
        this.ports = ports;
        this.settings = settings;
        this.tools = tools;
        this.parts = EngineParts.of(ports, settings, tools);
        this.drives = new Drives(settings.parallelMoves(), this::drive);
    }

    /** Begins to work in the background, recovery first. */
    public synchronized void start() {
        worker = Thread.ofPlatform().name("tiering").daemon()
                .start(() -> repeat("a pass of the tiering engine", this::move, this::restUntilWoken));
        cleaner = Thread.ofPlatform().name("tiering-garbage").daemon().start(() -> repeat("a collection of garbage",
                () -> parts.collector().run(), () -> TimeUnit.MILLISECONDS.sleep(settings.interval().toMillis())));
    }

    /** Runs a policy once: plans and returns; what it planned is taken up at once. */
    public RunReport run(RunRequest request) throws ObjectStoreException {
        RunReport report = new PolicyRun(ports.directory().candidates(), parts.journal(), ports.targets(), request)
                .run();
        wake.release();
        return report;
    }

    /**
     * Works until no intent is to be driven and every release that is due at {@code instant} is done.
     *
     * @return whether it came to that before the limit
     */
    public boolean settle(Instant instant, Duration limit) throws ObjectStoreException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        Duration pause = BETWEEN_PASSES;
        OpenWork.Position at = OpenWork.Position.START;
        boolean nothing = true;
        while (true) {
            Optional<Walked> walked = pass(at, later(instant), Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            if (walked.isPresent()) {
                at = walked.get().stopped().orElse(OpenWork.Position.START);
                nothing &= walked.get().left().nothing();
            }
            boolean round = walked.isPresent() && walked.get().stopped().isEmpty();
            if (round && nothing) {
                return true;
            }
            if (System.nanoTime() - end >= 0 || closed) {
                return false;
            }
            if (round) {
                nothing = true;
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
                pause = pause.compareTo(LONGEST_BETWEEN_PASSES) < 0
                        ? pause.multipliedBy(2)
                        : LONGEST_BETWEEN_PASSES;
            }
        }
    }

    /** Asks for an object's bytes to be brought back for good; what was planned is taken up at once. */
    public RecallRequests.Answer recall(ContainerRef container, ObjectKey key, String requestId)
            throws ObjectStoreException {
        var answer = new RecallRequests(ports.directory().candidates(), ports.directory().transitions(),
                parts.journal(), ports.store().chunks())
                .recall(container, key, new Cause.ByRequest(requestId, tools.clock().instant()));
        wake.release();
        return answer;
    }

    /**
     * Backs up the whole directory to a target, so that the node can be restored from there.
     *
     * @return empty if there is no such target, or it cannot be opened now
     */
    public Optional<BackupReport> backUp(String targetName) {
        return ports.targets().find(targetName)
                .map(target -> new FullBackup(ports.directory().backups(), parts.backups(), target).run());
    }

    /** Where the intents stand that the rules of a run's policy have brought about. */
    public IntentCounts counts(RunRequest run) throws ObjectStoreException {
        return IntentCounts.of(run, ports.directory().candidates(), ports.directory().transitions());
    }

    /** Collects the remote garbage that is due now. */
    public RemoteCollector.Count collect() throws ObjectStoreException {
        return parts.collector().run();
    }

    /** What an operator should look at, oldest first. */
    public List<Alarm> alarms() {
        return parts.alarms().standing();
    }

    /**
     * Ends the background work and waits a little for moves that are running. What is still under way then goes on
     * after the next start, as after a crash.
     */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            end(worker);
            end(cleaner);
            if (!drives.awaitQuiet(CLOSING)) {
                LOG.info("moves are still running; they go on after the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(@Nullable Thread running) throws InterruptedException {
        if (running != null) {
            running.interrupt();
            running.join(CLOSING);
        }
    }

    /**
     * A walk that is over.
     *
     * @param stopped where its time was over; empty if it met all open work
     */
    private record Walked(Optional<OpenWork.Position> stopped, Pass.Left left) {}

    /** One walk from a position, when it is this thread's turn within the limit; empty if it never was. */
    private Optional<Walked> pass(OpenWork.Position from, Instant dueAt, Duration limit)
            throws ObjectStoreException, InterruptedException {
        if (!walking.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            return Optional.empty();
        }
        Walked walked;
        try {
            Duration most = limit.compareTo(LONGEST_PASS) < 0 ? limit : LONGEST_PASS;
            var pass = new Pass(drives, parts.releaser(), dueAt, most);
            walked = new Walked(new OpenWork(ports.directory().transitions()).walk(pass, from), pass.left());
            owedBackups.addAll(pass.released());
        } finally {
            walking.unlock();
        }
        for (String target : owedBackups) {
            backUpNamespace(target);
        }
        return Optional.of(walked);
    }

    /** One that fails is owed, and made after a later pass; what was released can be restored without it. */
    private void backUpNamespace(String targetName) {
        Optional<Target> target = ports.targets().find(targetName).filter(parts.brake()::admits);
        if (target.isEmpty()) {
            return;
        }
        try {
            owedBackups.remove(targetName);
            Backup _ = parts.backups().backUpNamespace(target.get());
        } catch (CloudException e) {
            owedBackups.add(targetName);
            parts.brake().failed(target.get(), e);
            LOG.warn("the namespace could not be backed up to target {}: {}", targetName, e.getMessage());
        } catch (IOException | ObjectStoreException e) {
            owedBackups.add(targetName);
            LOG.warn("the namespace could not be backed up to target {}: {}", targetName, e.getMessage());
        }
    }

    private Progress drive(Intent intent) {
        return switch (intent.movement()) {
            case Movement.Tier _ -> parts.moves().drive(intent);
            case Movement.Recall _ -> parts.recalls().drive(intent);
        };
    }

    /** Something that the engine does again and again. */
    private interface Chore {
        void run() throws ObjectStoreException, InterruptedException;
    }

    /** One round over all open work, in as many walks as it takes, so that waiting runs get their turn between them. */
    private void move() throws ObjectStoreException, InterruptedException {
        Optional<OpenWork.Position> at = Optional.of(OpenWork.Position.START);
        while (at.isPresent() && !closed) {
            Optional<Walked> walked = pass(at.get(), tools.clock().instant(), LONGEST_PASS);
            if (walked.isPresent()) {
                at = walked.get().stopped();
            }
        }
    }

    private void repeat(String what, Chore chore, Chore rest) {
        while (!closed) {
            try {
                chore.run();
            } catch (ObjectStoreException e) {
                LOG.warn("{} ended early: {}", what, e.getMessage());
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("{} failed by a defect", what, e);
            }
            try {
                rest.run();
            } catch (InterruptedException e) {
                return;
            } catch (ObjectStoreException e) {
                throw new IllegalStateException("resting asks nothing of the directory", e);
            }
        }
    }

    /** Until the interval is over, or something was planned. */
    private void restUntilWoken() throws InterruptedException {
        if (wake.tryAcquire(settings.interval().toMillis(), TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
    }

    private Instant later(Instant instant) {
        Instant now = tools.clock().instant();
        return instant.isAfter(now) ? instant : now;
    }
}
