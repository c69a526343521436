package io.spillway.cluster.chunk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Real files, whose steps are written down in order and one of which fails when told to. */
final class FaultyDisk implements Disk {
    enum Step {
        CREATE, WRITE, ATTRIBUTE, SYNC, RENAME, DELETE, SYNC_FOLDER
    }

    private final Disk disk = new SystemDisk();
    private final List<Step> steps = new CopyOnWriteArrayList<>();
    private volatile Optional<Step> broken = Optional.empty();
    private volatile String message = "";
    private volatile long free = Long.MAX_VALUE;

    void breakAt(Step step, String message) {
        this.message = message;
        broken = Optional.of(step);
    }

    void repair() {
        broken = Optional.empty();
    }

    void leaveFree(long bytes) {
        free = bytes;
    }

    List<Step> takeSteps() {
        List<Step> taken = List.copyOf(steps);
        steps.clear();
        return Collections.unmodifiableList(taken);
    }

    private void step(Step step) throws IOException {
        steps.add(step);
        if (broken.equals(Optional.of(step))) {
            throw new IOException(message);
        }
    }

    @Override
    public FileChannel create(Path file) throws IOException {
        step(Step.CREATE);
        return disk.create(file);
    }

    @Override
    public void write(FileChannel file, ByteBuffer bytes) throws IOException {
        step(Step.WRITE);
        disk.write(file, bytes);
    }

    @Override
    public void writeAttribute(Path file, String name, byte[] value) throws IOException {
        step(Step.ATTRIBUTE);
        disk.writeAttribute(file, name, value);
    }

    @Override
    public void sync(FileChannel file) throws IOException {
        step(Step.SYNC);
        disk.sync(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        step(Step.RENAME);
        disk.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        step(Step.DELETE);
        disk.delete(file);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        step(Step.SYNC_FOLDER);
        disk.syncFolder(folder);
    }

    @Override
    public long freeBytes(Path path) throws IOException {
        return Math.min(free, disk.freeBytes(path));
    }
}
