package io.spillway.cluster.directory.sqlite;

/**
 * The volume failed a read, a write or a sync. What was written before is in doubt (a repeated sync may report success
 * for pages that the kernel has dropped), so nothing is tried again: the node stops using the volume.
 */
public final class VolumeFailedException extends RuntimeException {
    public VolumeFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
