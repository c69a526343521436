package io.spillway.cluster.chunk;

import java.util.Objects;

import io.spillway.cluster.api.location.ChunkId;
import io.spillway.cluster.api.name.VolumeId;

/** Everything that a volume can answer instead of a result. */
public abstract sealed class ChunkException extends Exception {
    protected ChunkException(String message) {
        super(message);
    }

    protected ChunkException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Never null: every one of these says what it met. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** The volume works and does not hold this chunk. */
    public static final class NoSuchChunk extends ChunkException {
        public NoSuchChunk(VolumeId volume, ChunkId chunk) {
            super("volume " + volume + " holds no chunk " + chunk);
        }
    }

    /** Stored bytes or attributes are not what was written. */
    public static final class CorruptChunk extends ChunkException {
        public CorruptChunk(VolumeId volume, ChunkId chunk, String what) {
            super("chunk " + chunk + " on volume " + volume + " is damaged: " + what);
        }
    }

    /** No room; nothing partial is left. Reads and deletes go on. */
    public static final class VolumeFull extends ChunkException {
        public VolumeFull(VolumeId volume, String what) {
            super("volume " + volume + " is full: " + what + "; free space on it or add a volume");
        }
    }

    /** The file system takes no writes; reads go on. */
    public static final class VolumeReadOnly extends ChunkException {
        public VolumeReadOnly(VolumeId volume, String where) {
            super("volume " + volume + " at " + where
                    + " is read-only; look for disk errors in the kernel's log, mount it writable and restart");
        }
    }

    /** The disk failed, or the volume was fenced because it had failed before. */
    public static final class VolumeFailed extends ChunkException {
        public VolumeFailed(VolumeId volume, String what) {
            super("volume " + volume + " failed: " + what);
        }

        public VolumeFailed(VolumeId volume, String what, Throwable cause) {
            super("volume " + volume + " failed: " + what, cause);
        }
    }

    /** The volume is given up: it was not there any more when the node was restored. */
    public static final class VolumeLost extends ChunkException {
        public VolumeLost(VolumeId volume) {
            super("volume " + volume + " was lost with the former node, which was restored from backups;"
                    + " if the volume is found, configure it again");
        }
    }

    /** The volume is not opened: it is not this node's, not there, or its file system lacks what chunks need. */
    public static final class VolumeRefused extends ChunkException {
        public VolumeRefused(String message) {
            super(message);
        }

        public VolumeRefused(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
