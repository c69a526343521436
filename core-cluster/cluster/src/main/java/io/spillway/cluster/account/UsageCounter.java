package io.spillway.cluster.account;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.spillway.cluster.api.change.Change;
import io.spillway.cluster.api.change.ChangeLog;
import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.directory.Directory;
import io.spillway.cluster.directory.NamespaceCommand.AddUsage;
import io.spillway.cluster.directory.NamespaceCommand.UsageDelta;
import io.spillway.cluster.directory.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the change log and adds up what each account holds. A batch is added and its last sequence remembered in one
 * transaction, so that a batch delivered twice counts once.
 */
public final class UsageCounter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UsageCounter.class);
    /** Changes in one command: about 20 KiB of an entry. */
    private static final int BATCH = 1000;
    private static final int CONTAINERS_AT_ONCE = 256;

    private final ChangeLog changes;
    private final Directory directory;
    private final String consumer;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    /** Rests so long whenever it has caught up. */
    public UsageCounter(ChangeLog changes, Directory directory, String consumer, Duration every) {
        this.changes = changes;
        this.directory = directory;
        this.consumer = consumer;
        this.thread = Thread.ofVirtual().name("account-usage").unstarted(() -> follow(every));
    }

    public void start() {
        thread.start();
    }

    private void follow(Duration every) {
        try {
            while (!stop.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    int counted;
                    do {
                        counted = catchUp();
                    } while (counted > 0 && stop.getCount() > 0);
                } catch (ObjectStoreException | RuntimeException e) {
                    LOG.warn("account usage lags behind; the next round goes on", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Counts one batch of each container that has changes. Answers how many changes were counted. */
    public int catchUp() throws ObjectStoreException {
        int counted = 0;
        for (ContainerRef container : changes.pending(consumer, CONTAINERS_AT_ONCE)) {
            List<Change> batch = changes.read(consumer, container, BATCH);
            if (!batch.isEmpty() && add(container, batch)) {
                changes.acknowledge(consumer, container, batch.getLast().sequence());
                counted += batch.size();
            }
        }
        return counted;
    }

    private boolean add(ContainerRef container, List<Change> batch) {
        List<UsageDelta> deltas = batch.stream()
                .map(change -> new UsageDelta(change.sequence(), change.objectsDelta(), change.bytesDelta())).toList();
        return directory.propose(
                new AddUsage(container, batch.getFirst().account(), deltas)) instanceof Outcome.Applied;
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            boolean _ = thread.getState() == Thread.State.NEW || thread.join(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
