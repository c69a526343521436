package io.spillway.appliance.demo;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Does the same with many things, some at a time. */
final class Crowd {
    /** As many as a few clients would: enough for writes to share their syncs, few enough for a small machine. */
    private static final int AT_A_TIME = 8;

    private Crowd() {}

    /** What is done with one thing. */
    interface Task<T> {
        void with(T one) throws DemoException;
    }

    /** Returns when all is done; after the first failure nothing more is begun, and it is thrown. */
    static <T> void each(Collection<T> things, Task<T> task) throws DemoException, InterruptedException {
        AtomicReference<Optional<DemoException>> failure = new AtomicReference<>(Optional.empty());
        ExecutorService workers = Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory());
        try (workers) {
            for (T one : things) {
                workers.execute(() -> {
                    if (failure.get().isEmpty()) {
                        attempt(one, task).ifPresent(problem -> failure.compareAndSet(Optional.empty(),
                                Optional.of(problem)));
                    }
                });
            }
            workers.shutdown();
            while (!workers.awaitTermination(1, TimeUnit.MINUTES)) {
                // Each task has its client's own limits of time.
            }
        }
        if (failure.get().isPresent()) {
            throw failure.get().get();
        }
    }

    private static <T> Optional<DemoException> attempt(T one, Task<T> task) {
        try {
            task.with(one);
            return Optional.empty();
        } catch (DemoException e) {
            return Optional.of(e);
        } catch (RuntimeException e) {
            return Optional.of(new DemoException("a defect of the demo at " + one + ": " + e, e));
        }
    }
}
