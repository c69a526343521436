package io.spillway.cluster.directory.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.directory.container.ContainerFile;
import io.spillway.cluster.directory.raft.LogPosition;
import io.spillway.cluster.directory.raft.ReplicatedLog;
import io.spillway.cluster.directory.sqlite.DamagedFileException;
import io.spillway.cluster.directory.sqlite.LoggedFile;
import io.spillway.cluster.directory.sqlite.VolumeFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the files to the disk, oldest entries first, and tells the log how far they are, behind which it is purged.
 * Beside that, it closes cold files and removes those of dropped containers.
 */
final class Flusher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Flusher.class);
    /** Files of dropped containers removed in one round; the rest follow in the next. */
    private static final int REMOVED_AT_ONCE = 64;

    private final GroupFiles files;
    private final GroupApplier applier;
    private final ReplicatedLog log;
    private final Duration every;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    Flusher(GroupFiles files, GroupApplier applier, ReplicatedLog log, Duration every) {
        this.files = files;
        this.applier = applier;
        this.log = log;
        this.every = every;
        this.thread = Thread.ofPlatform().name("directory-flusher").daemon(true).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!stop.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    flush();
                } catch (IOException e) {
                    // The files are on the disk; only the log stays longer than it need.
                    LOG.warn("the directory's log could not be purged; the next round tries again", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            applier.fence(e);
        }
    }

    /**
     * Makes everything that was applied before this call durable in the files, and lets the log go behind it.
     *
     * @throws VolumeFailedException if a sync fails
     */
    LogPosition flush() throws IOException {
        oneAtATime.lock();
        try {
            LogPosition applied = applier.applied();
            for (ContainerFile file : files.containers().unflushed()) {
                try {
                    files.containers().flush(file);
                } catch (DamagedFileException e) {
                    // That container alone is out of use; what of it is not durable yet holds the log.
                    LOG.error("a container's file cannot be flushed: {}", e.getMessage());
                }
            }
            files.index().noteTime(applier.time(), applied.index());
            ownFiles().filter(LoggedFile::wantsFlush).forEach(file -> {
                file.flush();
                file.shrink();
            });
            LogPosition durable = durable(applied);
            if (durable.index() > log.durable().index()) {
                log.durableUpTo(durable);
            }
            files.containers().closeAhead();
            removeDropped(log.durable().index());
            return log.durable();
        } finally {
            oneAtATime.unlock();
        }
    }

    private Stream<LoggedFile> ownFiles() {
        return Stream.of(files.index().logged(), files.namespace().logged());
    }

    /** The smallest unflushed index less one; all that was applied, if nothing is unflushed. */
    private LogPosition durable(LogPosition applied) {
        OptionalLong oldest = Stream
                .concat(files.containers().unflushed().stream().map(ContainerFile::logged), ownFiles())
                .map(LoggedFile::firstUnflushed).flatMapToLong(OptionalLong::stream).min();
        long index = Math.min(Math.min(applied.index(), applier.heldFrom() - 1),
                oldest.isPresent() ? oldest.getAsLong() - 1 : Long.MAX_VALUE);
        return applier.positionOf(index);
    }

    /** A drop that is durable is not replayed, so nothing will look for the file again. */
    private void removeDropped(long durable) throws IOException {
        for (ContainerRef ref : files.index().droppedUpTo(durable, REMOVED_AT_ONCE)) {
            files.containers().remove(ref);
            files.index().forget(ref);
        }
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
