package io.spillway.cluster.chunk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.spillway.cluster.api.object.FileStretch;

/**
 * A chunk file that is open for those who send stretches of it: for as long as one of them, or the chunk's reader, has
 * need of it. No reader reads through it, since Java closes a channel whose thread is interrupted while it reads, and
 * a system call of a sender may then meet another file under the same descriptor.
 */
final class SentFile implements AutoCloseable {
    private final FileChannel file;
    /** The reader and each stretch. */
    private final AtomicInteger users = new AtomicInteger(1);
    private final AtomicBoolean left = new AtomicBoolean();

    SentFile(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.READ);
    }

    FileStretch stretch(long offset, int length) {
        users.incrementAndGet();
        return new Stretch(offset, length);
    }

    /** The reader has no more need of it. */
    @Override
    public void close() {
        if (left.compareAndSet(false, true)) {
            release();
        }
    }

    private void release() {
        if (users.decrementAndGet() > 0) {
            return;
        }
        try {
            file.close();
        } catch (IOException e) {
            DirectoryChunkVolume.LOG.warn("Closing a chunk file after it was sent failed", e);
        }
    }

    private final class Stretch implements FileStretch {
        private final long offset;
        private final int length;
        private final AtomicBoolean closed = new AtomicBoolean();

        Stretch(long offset, int length) {
            this.offset = offset;
            this.length = length;
        }

        @Override
        public FileChannel file() {
            return file;
        }

        @Override
        public long offset() {
            return offset;
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                release();
            }
        }
    }
}
