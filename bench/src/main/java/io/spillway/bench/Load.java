package io.spillway.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs one kind of operation from several clients until so many are done or the time is over, whichever is first.
 *
 * @param count of operations, numbered from 0
 * @param serverPid of the process whose CPU and memory are measured beside it
 */
record Load(String what, int clients, long count, Duration time, OptionalLong serverPid) {
    /** A client of the load, made and used by one thread. */
    interface Client extends AutoCloseable {
        /** Does operation {@code number} and answers how many bytes it moved; may be called again after a failure. */
        long run(long number) throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Makes a client. */
    interface Clients {
        Client open() throws IOException;
    }

    /** More failures than this are not load any more: the run ends. */
    private static final int MOST_ERRORS = 100;

    private record Share(long operations, long bytes, long errors, Latencies latencies) {}

    Measurement run(Clients factory) throws IOException, InterruptedException {
        Optional<ProcessUsage> before = usage();
        if (serverPid.isPresent()) {
            ProcessUsage.forgetPeak(serverPid.getAsLong());
        }
        AtomicLong next = new AtomicLong();
        long begin = System.nanoTime();
        List<Share> shares = together(() -> share(factory, next, begin + time.toNanos()));
        double seconds = (System.nanoTime() - begin) / 1e9;
        Optional<ProcessUsage> used = usage().flatMap(now -> before.map(now::since));
        Latencies all = new Latencies();
        shares.forEach(share -> all.add(share.latencies()));
        return new Measurement(what, shares.stream().mapToLong(Share::operations).sum(),
                shares.stream().mapToLong(Share::bytes).sum(), seconds,
                shares.stream().mapToLong(Share::errors).sum(), all, used);
    }

    private Share share(Clients factory, AtomicLong next, long end) throws IOException {
        Latencies latencies = new Latencies();
        long operations = 0;
        long bytes = 0;
        long errors = 0;
        try (Client client = factory.open()) {
            while (errors <= MOST_ERRORS) {
                long start = System.nanoTime();
                if (start - end >= 0) {
                    break;
                }
                long number = next.getAndIncrement();
                if (number >= count) {
                    break;
                }
                try {
                    bytes += client.run(number);
                    operations++;
                    latencies.record(System.nanoTime() - start);
                } catch (IOException e) {
                    errors++;
                    System.err.println(what + " " + number + ": " + e);
                }
            }
        }
        return new Share(operations, bytes, errors, latencies);
    }

    private List<Share> together(Callable<Share> work) throws IOException, InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Future<Share>> running = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                running.add(threads.submit(work));
            }
            List<Share> shares = new ArrayList<>();
            for (Future<Share> one : running) {
                shares.add(one.get());
            }
            return shares;
        } catch (ExecutionException e) {
            throw new IOException(what + " ended early: " + e.getCause(), e);
        }
    }

    private Optional<ProcessUsage> usage() throws IOException {
        return serverPid.isPresent() ? Optional.of(ProcessUsage.of(serverPid.getAsLong())) : Optional.empty();
    }
}
