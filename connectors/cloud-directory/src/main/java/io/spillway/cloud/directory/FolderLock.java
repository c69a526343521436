package io.spillway.cloud.directory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/** Keeps changes of names in a target's folder apart, between threads and between processes. */
@FunctionalInterface
interface FolderLock {
    /** Waits until nobody else holds the lock of this file, which is made if it is not there. */
    Held hold(Path file) throws IOException;

    /** The lock, until it is closed. */
    interface Held extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /** By the file system's lock, which does not exclude threads of one process; so one of this process comes first. */
    final class OfFiles implements FolderLock {
        /** Files that share one only wait longer. */
        private static final ReentrantLock[] IN_PROCESS = IntStream.range(0, 16).mapToObj(_ -> new ReentrantLock())
                .toArray(ReentrantLock[]::new);

        private final ReentrantLock mine;

        /** By the target's id, since one folder may be reached on several paths. */
        OfFiles(String id) {
            this.mine = IN_PROCESS[Math.floorMod(id.hashCode(), IN_PROCESS.length)];
        }

        @Override
        public Held hold(Path file) throws IOException {
            mine.lock();
            try {
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                return held(channel, lock(channel));
            } catch (IOException | RuntimeException e) {
                mine.unlock();
                throw e;
            }
        }

        private static FileLock lock(FileChannel channel) throws IOException {
            try {
                return channel.lock();
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        }

        private Held held(FileChannel channel, FileLock lock) {
            return () -> {
                try (channel; lock) {
                    // Both are only to be closed, the lock first.
                } finally {
                    mine.unlock();
                }
            };
        }
    }
}
