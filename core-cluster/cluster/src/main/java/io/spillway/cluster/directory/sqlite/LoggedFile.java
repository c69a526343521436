package io.spillway.cluster.directory.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * An open file that a log stands above: one connection that writes, a few that read, and the knowledge of which log
 * entries its write-ahead log holds that are not on the disk yet. Without a sync those would be lost in a power cut; the
 * log keeps them until {@link #flush} has been.
 */
public final class LoggedFile implements AutoCloseable {
    /** Each costs memory and three descriptors; reads are short, so two keep both cores busy. */
    private static final int READERS = 2;
    /** From here on a flush also moves the write-ahead log into the file, so that it begins anew. */
    private static final long CHECKPOINT_BYTES = 4 << 20;
    /** Free pages that a file may keep: 4 MiB that its next rows find without making it longer. */
    private static final long KEPT_FREE_PAGES = 1024;
    /** Of 4 KiB; as many as are moved in about ten milliseconds, for which writers wait. */
    private static final int PAGES_GIVEN_BACK = 256;
    private static final int SHRINKING_STEPS = 16;
    private static final long NOTHING = Long.MAX_VALUE;

    private final Path path;
    private final FileFormat format;
    private final Database writer;
    private final ReentrantLock writing = new ReentrantLock();
    private final Deque<Database> idleReaders = new ArrayDeque<>();
    private final Semaphore readers = new Semaphore(READERS);
    private final AtomicInteger users = new AtomicInteger();

    private final ReentrantLock positions = new ReentrantLock();
    /** The first entry committed since the last flush began, and the first of those that a running flush covers. */
    private long firstUnflushed = NOTHING;
    private long flushing = NOTHING;
    /** The write-ahead log is made anew at the first commit after opening, and its name must be synced once. */
    private boolean folderSynced;
    private volatile boolean shrinking;
    /** A sync that failed once is not tried again: a second one may succeed although pages are lost. */
    private @Nullable VolumeFailedException failure;

    private LoggedFile(Path path, FileFormat format, Database writer) {
        this.path = path;
        this.format = format;
        this.writer = writer;
    }

    public static LoggedFile open(Path path, FileFormat format) {
        return new LoggedFile(path, format, Database.open(path, format));
    }

    public Path path() {
        return path;
    }

    /** Runs statements on the one connection that writes. */
    public <T> T write(Function<Database, T> work) {
        writing.lock();
        try {
            return work.apply(writer);
        } finally {
            writing.unlock();
        }
    }

    /** Runs queries on one committed state. */
    public <T> T read(Function<Database, T> work) {
        readers.acquireUninterruptibly();
        try {
            Database reader = idleReader();
            boolean sound = false;
            try {
                reader.update("BEGIN");
                T result = work.apply(reader);
                reader.update("COMMIT");
                sound = true;
                return result;
            } finally {
                giveBack(reader, sound);
            }
        } finally {
            readers.release();
        }
    }

    private Database idleReader() {
        synchronized (idleReaders) {
            Database idle = idleReaders.poll();
            if (idle != null) {
                return idle;
            }
        }
        return Database.openToRead(path, format);
    }

    private void giveBack(Database reader, boolean sound) {
        if (sound) {
            synchronized (idleReaders) {
                idleReaders.push(reader);
            }
        } else {
            reader.close();
        }
    }

    /** Tells that the entry at this index has been committed here. Called inside {@link #write}. */
    public void committed(long index) {
        positions.lock();
        try {
            firstUnflushed = Math.min(firstUnflushed, index);
        } finally {
            positions.unlock();
        }
    }

    /** The first entry that a power cut could take from this file; empty if all are on the disk. */
    public OptionalLong firstUnflushed() {
        positions.lock();
        try {
            long first = Math.min(firstUnflushed, flushing);
            return first == NOTHING ? OptionalLong.empty() : OptionalLong.of(first);
        } finally {
            positions.unlock();
        }
    }

    /**
     * Brings what was committed before this call to the disk. Called by one thread at a time.
     *
     * @throws VolumeFailedException if a sync fails; it is not tried again
     */
    public void flush() {
        positions.lock();
        try {
            flushing = Math.min(flushing, firstUnflushed);
            firstUnflushed = NOTHING;
        } finally {
            positions.unlock();
        }
        syncLog();
        positions.lock();
        try {
            flushing = NOTHING;
        } finally {
            positions.unlock();
        }
        checkpointIfLong(Database.walOf(path));
    }

    /**
     * Lets the file become shorter, in some short steps between which writers go on, where what was removed leaves much of
     * it unused. What is left to do is done by the next calls. Without room on the disk to do it in, nothing is done.
     */
    public void shrink() {
        shrinking = true;
        for (int step = 0; step < SHRINKING_STEPS && shrinking; step++) {
            shrinking = write(LoggedFile::giveBackPages);
        }
    }

    /** Whether it gave any: a file that was made without auto_vacuum has none to give, however empty it is. */
    private static boolean giveBackPages(Database database) {
        long free = freePages(database);
        long all = database.one("PRAGMA page_count", row -> row.number(1)).orElse(0L);
        if (free <= KEPT_FREE_PAGES || free <= all / 4) {
            return false;
        }
        try {
            database.execute("PRAGMA incremental_vacuum(" + PAGES_GIVEN_BACK + ")");
            return freePages(database) < free;
        } catch (VolumeFailedException e) {
            if (SqliteErrors.isDiskFull(e)) {
                return false;
            }
            throw e;
        }
    }

    private static long freePages(Database database) {
        return database.one("PRAGMA freelist_count", row -> row.number(1)).orElse(0L);
    }

    /** Whether the flusher has something to do: entries that are not on the disk yet, or pages to give back. */
    public boolean wantsFlush() {
        return shrinking || firstUnflushed().isPresent();
    }

    private void syncLog() {
        if (failure != null) {
            throw failure;
        }
        Path wal = Database.walOf(path);
        if (!Files.exists(wal)) {
            return;
        }
        try {
            // The kernel syncs the file, whichever descriptor wrote it; SQLite keeps no locks on this one.
            Database.sync(wal);
            if (!folderSynced) {
                Database.syncFolderOf(path);
                folderSynced = true;
            }
        } catch (VolumeFailedException e) {
            failure = e;
            throw e;
        }
    }

    /** Most of it beside the writer, the rest while the writer waits, so that the next commit starts at the front. */
    private void checkpointIfLong(Path wal) {
        if (sizeOf(wal) < CHECKPOINT_BYTES) {
            return;
        }
        try (Database beside = Database.open(path, format)) {
            checkpoint(beside);
        }
        write(database -> {
            checkpoint(database);
            return true;
        });
    }

    /** PASSIVE waits for nobody; what a reader holds back is left for the next time, told by a row and no error. */
    private static void checkpoint(Database database) {
        boolean _ = database.one("PRAGMA wal_checkpoint(PASSIVE)", row -> row.integer(1) == 0).orElse(false);
    }

    private static long sizeOf(Path wal) {
        try {
            return Files.exists(wal) ? Files.size(wal) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the size of " + wal, e);
        }
    }

    /** Counts a user, so that the file is not closed under it. */
    public void use() {
        users.incrementAndGet();
    }

    public void release() {
        users.decrementAndGet();
    }

    public boolean isUsed() {
        return users.get() > 0;
    }

    /** Closes the connections; the last one moves the write-ahead log into the file and syncs it. */
    @Override
    public void close() {
        synchronized (idleReaders) {
            idleReaders.forEach(Database::close);
            idleReaders.clear();
        }
        writer.close();
    }
}
