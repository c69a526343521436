package io.spillway.cluster.api.transition;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.object.ObjectStoreException;

/** Backups of container files, without which no local byte is released. */
public interface ContainerBackups {
    /** Active containers behind {@code after}, by reference, at most {@code limit}; damaged ones are among them. */
    List<ContainerRef> containers(Optional<ContainerRef> after, int limit) throws ObjectStoreException;

    /**
     * Writes a consistent copy of the container's file to {@code file}, which must not exist. No object's bytes are in it.
     *
     * @return the container's last change sequence that the copy holds
     */
    long copyTo(ContainerRef container, Path file) throws ObjectStoreException, IOException;

    /**
     * Records that a copy with all changes up to {@code sequence} is safe in a target, in the place of what was recorded
     * of that target before.
     *
     * @throws ObjectStoreException.Unavailable if the container is gone or going; then the copy is of no use
     */
    void record(ContainerRef container, RemoteObject backup, long sequence) throws ObjectStoreException;

    /** The backup recorded of the target with this fingerprint, if it holds every change of the container. */
    Optional<Current> current(ContainerRef container, String fingerprint) throws ObjectStoreException;

    /** A backup that lacks nothing. */
    record Current(RemoteObject backup, long sequence) {}
}
