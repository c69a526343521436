package io.spillway.system.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Clients that put, overwrite and delete as fast as they are answered, each on keys of its own, until the first error:
 * a write behind an unanswered one could be overtaken by it.
 */
public final class Writers implements AutoCloseable {
    /** Few enough that keys are overwritten often, which is what "changed back" needs. */
    private static final int KEYS_EACH = 12;

    private final ExecutorService threads;
    private final List<Future<Exception>> ends = new ArrayList<>();
    private volatile boolean stopped;

    /** The appliance as the writers use it; returning means acknowledged. */
    public interface Door {
        void put(String key, byte[] body) throws Exception;

        void delete(String key) throws Exception;
    }

    private Writers(int count) {
        threads = Executors.newFixedThreadPool(count);
    }

    public static Writers start(int count, AcknowledgedWrites ledger, Door door, long seed) {
        Writers writers = new Writers(count);
        for (int writer = 0; writer < count; writer++) {
            int number = writer;
            writers.ends
                    .add(writers.threads.submit(() -> writers.run(number, ledger, door, new Random(seed + number))));
        }
        return writers;
    }

    /** Writes until an error, which it answers, or until it is told to stop. */
    private Exception run(int writer, AcknowledgedWrites ledger, Door door, Random random) {
        try {
            while (!stopped) {
                String key = "writer-" + writer + "/key-" + random.nextInt(KEYS_EACH);
                if (random.nextInt(8) == 0) {
                    Attempt.Delete delete = ledger.beginDelete(key);
                    door.delete(key);
                    ledger.acknowledge(key, delete);
                } else {
                    Attempt.Put put = ledger.beginPut(key, size(random));
                    door.put(key, put.body().orElseThrow());
                    ledger.acknowledge(key, put);
                }
            }
            return new StoppedWithoutError();
        } catch (Exception e) {
            return e;
        }
    }

    /** Mostly small, sometimes empty, sometimes of several metachunks. */
    private static int size(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> 0;
            case 1 -> 1_000_000 + random.nextInt(1_500_000);
            case 2, 3 -> 100_000 + random.nextInt(400_000);
            default -> 1 + random.nextInt(20_000);
        };
    }

    /** Waits for every writer to end; answers the error that ended each. */
    public List<Exception> errors() throws ExecutionException, InterruptedException {
        List<Exception> errors = new ArrayList<>();
        for (Future<Exception> end : ends) {
            errors.add(end.get());
        }
        return errors;
    }

    public List<Exception> stop() throws ExecutionException, InterruptedException {
        stopped = true;
        return errors();
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdownNow();
    }

    /** The writer was told to stop. */
    public static final class StoppedWithoutError extends Exception {}
}
