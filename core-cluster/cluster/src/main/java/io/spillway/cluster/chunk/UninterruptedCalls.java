package io.spillway.cluster.chunk;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Runs calls on threads that nobody interrupts, and waits for them whatever happens to the caller's thread. Java
 * closes the channel of a thread that is interrupted, which would turn a client that went away into a failed sync. As
 * many run at once as there are callers.
 */
final class UninterruptedCalls implements AutoCloseable {
    private final ExecutorService threads = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("chunk-sync-", 0).factory());

    @FunctionalInterface
    interface Call {
        void run() throws ChunkException;
    }

    void run(Call call) throws ChunkException {
        CompletableFuture<Void> result = new CompletableFuture<>();
        threads.execute(() -> complete(call, result));
        try {
            result.join(); // join, unlike get, waits on when the caller is interrupted
        } catch (CompletionException e) {
            if (e.getCause() instanceof ChunkException failed) {
                throw failed;
            }
            throw e;
        }
    }

    private static void complete(Call call, CompletableFuture<Void> result) {
        try {
            call.run();
            result.complete(null);
        } catch (ChunkException | RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
