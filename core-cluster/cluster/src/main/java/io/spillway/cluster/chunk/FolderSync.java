package io.spillway.cluster.chunk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Syncs of one folder, shared: who asks while a sync runs waits for the next one together with everyone else who asked
 * by then. The one under way is not joined, since it may have passed the caller's name already. (Syncs of different
 * folders run beside each other, and a journaling file system lets them share a commit.)
 *
 * <p>A failed sync is never retried: from then on everyone who asks is told of it.
 */
final class FolderSync {
    private final Disk disk;
    private final Path folder;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    /** For a sync that something else than its own failure ended; made once, since every sync begins with it. */
    private final IOException notEnded = new IOException("the sync did not end");
    private long begun;
    private boolean running;
    private @Nullable IOException failure;

    FolderSync(Disk disk, Path folder) {
        this.disk = disk;
        this.folder = folder;
    }

    /**
     * Returns when every name that was in the folder at the call is durable. Not for a thread that may be interrupted,
     * because Java closes the channel of an interrupted thread and everyone's sync would fail by it.
     */
    void await() throws IOException {
        lock.lock();
        try {
            long mine = begun + 1;
            while (running && begun <= mine) {
                ended.awaitUninterruptibly();
            }
            if (begun < mine && failure == null) {
                run();
            }
            if (failure != null) {
                throw new IOException("sync of folder " + folder + " failed", failure);
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        begun++;
        running = true;
        lock.unlock();
        IOException error = notEnded;
        try {
            disk.syncFolder(folder);
            error = null;
        } catch (IOException e) {
            error = e;
        } finally {
            lock.lock();
            running = false;
            failure = error;
            ended.signalAll();
        }
    }
}
