package io.spillway.cluster.api.object;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Writers and readers of one key at a time: conditions are decided at the commit, and reads see whole versions. */
public interface ConcurrencyContract extends StoreFixture {
    int THREADS = 8;

    @Test
    default void ofManyPutsIfAbsentOneWins() throws Exception {
        Tenant tenant = tenant();
        for (int round = 0; round < 10; round++) {
            String key = "key-" + round;

            CountDownLatch allBegun = new CountDownLatch(THREADS);
            List<Boolean> won = together(thread -> succeeds(() -> store().put(tenant.context(),
                    tenant.request(key, WriteCondition.IF_ABSENT),
                    new MeetingSource("of thread " + thread, allBegun))));

            assertThat(won).containsOnlyOnce(true);
            assertThat(tenant.read(key)).isEqualTo(Tenant.text("of thread " + won.indexOf(true)));
        }
    }

    /** A body that ends only when the others have begun too, so that no early look at the key can decide. */
    final class MeetingSource implements ObjectSource {
        private final ObjectSource body;
        private final CountDownLatch allBegun;

        MeetingSource(String body, CountDownLatch allBegun) {
            this.body = BytesSource.of(Tenant.text(body));
            this.allBegun = allBegun;
        }

        @Override
        public OptionalLong length() {
            return body.length();
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            int count = body.read(target);
            if (count < 0) {
                meet();
            }
            return count;
        }

        private void meet() throws IOException {
            allBegun.countDown();
            try {
                if (!allBegun.await(10, TimeUnit.SECONDS)) {
                    throw new IOException("the other writers did not begin: is the key locked while a body comes?");
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public Map<ChecksumAlgorithm, byte[]> expected() {
            return body.expected();
        }
    }

    @Test
    default void ofManyDeletesIfMatchOneWins() throws Exception {
        Tenant tenant = tenant();
        for (int round = 0; round < 10; round++) {
            ObjectStat stat = tenant.put("key", "body " + round);

            List<Boolean> won = together(_ -> succeeds(() -> {
                store().delete(tenant.context(), tenant.ref("key"), new WriteCondition.IfMatch(stat.etag()));
                return stat;
            }));

            assertThat(won).containsOnlyOnce(true);
        }
    }

    /** Each thread reads, adds one, and writes if nobody else has; the counter must lose no success. */
    @Test
    default void aCounterKeptByIfMatchLosesNoIncrement() throws Exception {
        Tenant tenant = tenant();
        tenant.put("counter", "0");

        List<Integer> successes = together(_ -> {
            int added = 0;
            for (int round = 0; round < 40; round++) {
                added += succeeds(() -> increment(tenant)) ? 1 : 0;
            }
            return added;
        });

        int total = successes.stream().mapToInt(Integer::intValue).sum();
        assertThat(total).isPositive();
        assertThat(new String(tenant.read("counter"), StandardCharsets.UTF_8)).isEqualTo(String.valueOf(total));
    }

    private ObjectStat increment(Tenant tenant) throws Exception {
        try (ObjectContent content = store().get(tenant.context(), tenant.ref("counter"))) {
            int value = Integer.parseInt(new String(Tenant.drain(content, 100), StandardCharsets.UTF_8));
            WriteCondition unchanged = new WriteCondition.IfMatch(content.stat().etag());
            return tenant.put(tenant.request("counter", unchanged), Tenant.text(String.valueOf(value + 1)));
        }
    }

    /** Half of the threads overwrite, the others read: every read that finishes is one whole version. */
    @Test
    default void readsAmongOverwritesAreWholeVersions() throws Exception {
        Tenant tenant = tenant();
        tenant.put("key", version(0));

        together(thread -> {
            for (int round = 0; round < 25; round++) {
                if (thread % 2 == 0) {
                    tenant.put("key", version(thread * 25 + round));
                } else {
                    assertWholeVersion(tenant);
                }
            }
            return thread;
        });
    }

    private static byte[] version(int number) {
        byte[] body = new byte[100_000 + number];
        Arrays.fill(body, (byte) number);
        return body;
    }

    private void assertWholeVersion(Tenant tenant) throws Exception {
        byte[] body;
        ObjectStat stat;
        try (ObjectContent content = store().get(tenant.context(), tenant.ref("key"))) {
            stat = content.stat();
            body = Tenant.drain(content, 10_000);
        } catch (ObjectStoreException.Unavailable | ObjectStoreException.NoSuchVersion _) {
            return;
        }
        assertThat(body).isEqualTo(version(body.length - 100_000));
        assertThat(stat.etag()).isEqualTo(Digests.md5Hex(body));
    }

    @Test
    default void putsOfManyKeysAreAllThere() throws Exception {
        Tenant tenant = tenant();

        together(thread -> {
            for (int number = 0; number < 25; number++) {
                tenant.put(thread + "/" + number, thread + " " + number);
                assertThat(tenant.read(thread + "/" + number)).isEqualTo(Tenant.text(thread + " " + number));
            }
            return thread;
        });

        assertThat(tenant.keys()).hasSize(THREADS * 25);
    }

    /** A task of one of the threads, by its number. */
    interface Task<T> {
        T run(int thread) throws Exception;
    }

    private static <T> List<T> together(Task<T> task) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int number = thread;
                running.add(threads.submit(() -> {
                    start.await();
                    return task.run(number);
                }));
            }
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results;
        }
    }

    /** Whether the write's condition held; any other error is the test's. */
    private static boolean succeeds(Callable<ObjectStat> write) throws Exception {
        try {
            write.call();
            return true;
        } catch (ObjectStoreException.PreconditionFailed _) {
            return false;
        }
    }
}
