package io.spillway.tier.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.Cause;
import io.spillway.cluster.api.transition.Generation;
import io.spillway.cluster.api.transition.Movement;
import io.spillway.tier.journal.IntentJournal;
import org.jspecify.annotations.Nullable;

/** Writes the intents of a page at once, so that they share the syncs of the directory's log. */
final class Plans implements AutoCloseable {
    /** About as many as one entry of the log takes together; more would only wait. */
    private static final int AT_ONCE = 64;

    private final IntentJournal journal;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE,
            Thread.ofVirtual().name("plan-", 0).factory());

    Plans(IntentJournal journal) {
        this.journal = journal;
    }

    /**
     * An intent that a run wants.
     *
     * @param tally of the rule that wants it
     */
    record Wanted(Generation generation, Cause cause, Movement movement, RuleTally tally) {}

    /** Plans all of them and counts those that were; called by one thread at a time. */
    void write(ContainerRef container, List<Wanted> page) throws ObjectStoreException {
        List<Callable<Boolean>> plans = new ArrayList<>(page.size());
        for (Wanted wanted : page) {
            plans.add(() -> journal.plan(container, wanted.generation(), wanted.cause(), wanted.movement())
                    .isPresent());
        }
        try {
            List<Future<Boolean>> outcomes = threads.invokeAll(plans);
            for (int i = 0; i < page.size(); i++) {
                if (outcomes.get(i).get()) {
                    page.get(i).tally().planned();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ObjectStoreException.Unavailable("the run was cut short; run the policy again to plan the rest",
                    Duration.ofSeconds(1), e);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    private static ObjectStoreException failure(@Nullable Throwable cause) {
        return switch (cause) {
            case ObjectStoreException known -> known;
            case Error defect -> throw defect;
            case RuntimeException defect -> throw defect;
            case null, default -> throw new IllegalStateException("planning throws nothing else", cause);
        };
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
