package io.spillway.cluster.chunk;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FolderSyncTest {
    @Test
    void whoAsksDuringASyncSharesTheNextOne() throws Exception {
        CountDownLatch firstBegun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger syncs = new AtomicInteger();
        FolderSync folder = new FolderSync(new SyncsOnly(() -> {
            if (syncs.incrementAndGet() == 1) {
                firstBegun.countDown();
                awaitOrFail(release);
            }
        }), Path.of("folder"));
        List<Thread> callers = new ArrayList<>();
        callers.add(ask(folder));
        awaitOrFail(firstBegun);
        for (int i = 0; i < 10; i++) {
            callers.add(ask(folder));
        }
        untilWaiting(callers);
        release.countDown();
        for (Thread caller : callers) {
            assertThat(caller.join(java.time.Duration.ofSeconds(10))).isTrue();
        }
        assertThat(syncs).as("one for the first, one more for the ten that came while it ran").hasValue(2);
    }

    private static Thread ask(FolderSync folder) {
        return Thread.ofPlatform().start(() -> {
            try {
                folder.await();
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    private static void untilWaiting(List<Thread> threads) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (threads.stream().anyMatch(t -> t.getState() != Thread.State.WAITING
                && t.getState() != Thread.State.TIMED_WAITING)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static void awaitOrFail(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A disk on which folders are synced and nothing else is done. */
    private record SyncsOnly(Runnable onSync) implements Disk {
        @Override
        public void syncFolder(Path folder) {
            onSync.run();
        }

        @Override
        public FileChannel create(Path file) {
            throw new AssertionError();
        }

        @Override
        public void write(FileChannel file, ByteBuffer bytes) {
            throw new AssertionError();
        }

        @Override
        public void writeAttribute(Path file, String name, byte[] value) {
            throw new AssertionError();
        }

        @Override
        public void sync(FileChannel file) {
            throw new AssertionError();
        }

        @Override
        public void rename(Path from, Path to) {
            throw new AssertionError();
        }

        @Override
        public void delete(Path file) {
            throw new AssertionError();
        }

        @Override
        public long freeBytes(Path path) {
            throw new AssertionError();
        }
    }
}
