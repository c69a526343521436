package io.spillway.cluster.api.transition;

import java.io.IOException;
import java.nio.file.Path;

import io.spillway.cluster.api.object.ObjectStoreException;

/** Copies of the namespace's own tables: containers, accounts, access keys. */
public interface NamespaceBackups {
    /**
     * Writes a consistent copy of the namespace's file to {@code file}, which must not exist.
     *
     * @return how far the log had been applied to it: copies of one term ascend by this
     */
    long copyNamespaceTo(Path file) throws ObjectStoreException, IOException;
}
