package io.spillway.cluster.upkeep;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the node's chores, one at a time, each at its interval; one that fails is logged and runs again at its time. */
public final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    /** A chore stops at its next file; a slow disk may take this long for one. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ScheduledExecutorService threads = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("upkeep").daemon().factory());

    /**
     * Something to be done again and again.
     *
     * @param interval between the end of one run and the begin of the next, and before the first
     */
    public record Chore(String name, Duration interval, Work work) {}

    /** The work of a chore. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    public Upkeep(List<Chore> chores) {
        for (Chore chore : chores) {
            long interval = chore.interval().toMillis();
            var _ = threads.scheduleWithFixedDelay(() -> run(chore), interval, interval, TimeUnit.MILLISECONDS);
        }
    }

    @SuppressWarnings("CatchingUnchecked") // a chore that failed for whatever reason must not end the others
    private static void run(Chore chore) {
        try {
            chore.work().run();
        } catch (Exception e) {
            LOG.warn("The chore \"{}\" failed and runs again in {}", chore.name(), chore.interval(), e);
        }
    }

    /** Waits for a running chore. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException _) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
