package io.spillway.system.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Clients that put, overwrite, put in parts and delete as fast as they are answered, each on keys of its own, until the
 * first error: a write behind an unanswered one could be overtaken by it.
 */
public final class Writers implements AutoCloseable {
    /** The least that S3 takes for a part that is not the last. */
    private static final int PART = 5 << 20;

    private final AcknowledgedWrites ledger;
    private final Door door;
    private final Pace pace;
    private final ExecutorService threads;
    private final List<Future<Exception>> ends = new ArrayList<>();
    private volatile boolean stopped;

    /** The appliance as the writers use it; returning means acknowledged. */
    public interface Door {
        void put(String key, byte[] body) throws Exception;

        void putInParts(String key, List<byte[]> parts) throws Exception;

        void delete(String key) throws Exception;
    }

    /**
     * How hard they write.
     *
     * @param keysEach few: overwritten at once, which is what "changed back" needs; many: some stay as they are for a
     *        while
     * @param rest at most, after each answer
     */
    public record Pace(int writers, int keysEach, Duration rest) {
        public static final Pace HURRIED = new Pace(8, 12, Duration.ZERO);
        /** Objects live long enough to be moved elsewhere, and are overwritten meanwhile. */
        public static final Pace CALM = new Pace(4, 40, Duration.ofMillis(40));
    }

    private Writers(AcknowledgedWrites ledger, Door door, Pace pace) {
        this.ledger = ledger;
        this.door = door;
        this.pace = pace;
        threads = Executors.newFixedThreadPool(pace.writers());
    }

    public static Writers start(Pace pace, AcknowledgedWrites ledger, Door door, long seed) {
        Writers writers = new Writers(ledger, door, pace);
        for (int writer = 0; writer < pace.writers(); writer++) {
            String folder = "writer-" + writer + "/key-";
            Random random = new Random(seed + writer);
            writers.ends.add(writers.threads.submit(() -> writers.run(folder, random)));
        }
        return writers;
    }

    /** Writes until an error, which it answers, or until it is told to stop. */
    private Exception run(String folder, Random random) {
        try {
            while (!stopped) {
                write(folder + random.nextInt(pace.keysEach()), random);
                TimeUnit.NANOSECONDS.sleep((long) (random.nextDouble() * pace.rest().toNanos()));
            }
            return new StoppedWithoutError();
        } catch (Exception e) {
            return e;
        }
    }

    private void write(String key, Random random) throws Exception {
        switch (random.nextInt(16)) {
            case 0, 1 -> {
                Attempt.Delete delete = ledger.beginDelete(key);
                door.delete(key);
                ledger.acknowledge(key, delete);
            }
            case 2 -> {
                Attempt.Put put = ledger.beginPut(key, (random.nextBoolean() ? PART : 0) + 1 + random.nextInt(20_000));
                door.putInParts(key, parts(put.body().orElseThrow()));
                ledger.acknowledge(key, put);
            }
            default -> {
                Attempt.Put put = ledger.beginPut(key, size(random));
                door.put(key, put.body().orElseThrow());
                ledger.acknowledge(key, put);
            }
        }
    }

    private static List<byte[]> parts(byte[] body) {
        List<byte[]> parts = new ArrayList<>();
        for (int from = 0; from < body.length; from += PART) {
            parts.add(Arrays.copyOfRange(body, from, Math.min(from + PART, body.length)));
        }
        return parts;
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

    /** The errors of those that have ended by themselves so far; none while all is well. */
    public List<Exception> ended() {
        return ends.stream().filter(Future::isDone).map(Future::resultNow).toList();
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
