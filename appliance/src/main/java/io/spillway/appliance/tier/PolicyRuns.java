package io.spillway.appliance.tier;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.policy.Policy;
import io.spillway.policy.PolicyVersion;
import io.spillway.tier.engine.TieringEngine;
import io.spillway.tier.run.IntentCounts;
import io.spillway.tier.run.RunReport;
import io.spillway.tier.run.RunRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs of policies, one after the other, in the background of whoever asked. Only how a run goes is kept here: what it
 * planned stands in the journal, and goes on without it.
 */
public final class PolicyRuns implements AutoCloseable {
    /** Operators look at the last few; each keeps a report of some hundred bytes a rule. */
    private static final int REMEMBERED = 100;
    /** More at once are a script that has lost its way. */
    private static final int WAITING = 16;
    private static final Duration CLOSING = Duration.ofSeconds(4);
    private static final Logger LOG = LoggerFactory.getLogger(PolicyRuns.class);

    private final TieringEngine engine;
    private final RegisteredPolicies policies;
    private final Clock clock;
    private final ExecutorService runner = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().name("policy-runs").daemon().factory());
    private final AtomicInteger waiting = new AtomicInteger();
    private final Map<String, PolicyRunStatus> runs = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PolicyRunStatus> eldest) {
            return size() > REMEMBERED;
        }
    };

    public PolicyRuns(TieringEngine engine, RegisteredPolicies policies, Clock clock) {
        this.engine = engine;
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * Begins a run of a checked policy.
     *
     * @param text of the policy; registered unless the run is dry
     * @param at the instant that decides; now without one
     */
    public PolicyRunStatus begin(Policy policy, String text, Optional<Instant> at, RunRequest.Mode mode)
            throws TierException {
        if (waiting.incrementAndGet() > WAITING) {
            waiting.decrementAndGet();
            throw new TierException(WAITING + " runs are waiting already; try again when some are over");
        }
        boolean handed = false;
        try {
            PolicyVersion version = switch (mode) {
                case DRY -> policies.unregistered(policy);
                case PLAN -> policies.register(policy, text);
            };
            // Whole milliseconds, which is what the journal keeps.
            Instant instant = at.orElseGet(clock::instant).truncatedTo(ChronoUnit.MILLIS);
            PolicyRunStatus begun = new PolicyRunStatus(UUID.randomUUID().toString(), version, instant, mode,
                    new PolicyRunStatus.Running());
            note(begun);
            runner.execute(() -> run(begun));
            handed = true;
            return begun;
        } finally {
            if (!handed) {
                waiting.decrementAndGet();
            }
        }
    }

    public Optional<PolicyRunStatus> find(String id) {
        synchronized (runs) {
            return Optional.ofNullable(runs.get(id));
        }
    }

    /** Works for at most {@code limit} towards the end of all that is open and due at the run's instant. */
    public boolean settle(PolicyRunStatus run, Duration limit) throws ObjectStoreException, InterruptedException {
        return engine.settle(run.instant(), limit);
    }

    /** Where all intents stand that the policy's rules have brought about. */
    public IntentCounts counts(PolicyRunStatus run) throws ObjectStoreException {
        return engine.counts(new RunRequest(run.version(), run.instant(), run.mode()));
    }

    private void run(PolicyRunStatus begun) {
        try {
            RunReport report = engine.run(new RunRequest(begun.version(), begun.instant(), begun.mode()));
            note(begun.with(new PolicyRunStatus.Done(report)));
        } catch (ObjectStoreException e) {
            note(begun.with(new PolicyRunStatus.Failed(String.valueOf(e.getMessage()))));
        } catch (RuntimeException e) {
            LOG.error("a run of policy {} failed by a defect", begun.version().policy().name(), e);
            note(begun.with(new PolicyRunStatus.Failed("a defect, see the appliance's log: " + e)));
        } finally {
            waiting.decrementAndGet();
        }
    }

    private void note(PolicyRunStatus status) {
        synchronized (runs) {
            runs.put(status.id(), status);
        }
    }

    /** A run that is under way is cut short; what it planned stands, and it may be run again. */
    @Override
    public void close() {
        runner.shutdownNow();
        try {
            if (!runner.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("a policy run was cut short; run it again to plan the rest");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
