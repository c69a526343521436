package io.spillway.cluster.api.transition;

import java.io.IOException;
import java.nio.file.Path;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.object.ObjectStoreException;

/** Backups of container files, without which no local byte is released. */
public interface ContainerBackups {
    /**
     * Writes a consistent copy of the container's file to {@code file}, which must not exist.
     *
     * @return the container's last change sequence that the copy holds
     */
    long copyTo(ContainerRef container, Path file) throws ObjectStoreException, IOException;

    /** Records that a copy with all changes up to {@code sequence} is safe in a target. */
    void record(ContainerRef container, RemoteObject backup, long sequence) throws ObjectStoreException;
}
