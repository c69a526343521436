package io.spillway.cluster.chunk;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

import io.spillway.cluster.api.name.VolumeId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a volume takes writes, and what a failed step on its files means. */
final class VolumeGate {
    private static final Logger LOG = LoggerFactory.getLogger(VolumeGate.class);

    private final VolumeId volume;
    private final Path root;
    private final AtomicReference<VolumeStatus.State> state = new AtomicReference<>(new VolumeStatus.State.Serving());

    VolumeGate(VolumeId volume, Path root) {
        this.volume = volume;
        this.root = root;
    }

    VolumeStatus.State state() {
        return state.get();
    }

    void requireWritable() throws ChunkException {
        switch (state.get()) {
            case VolumeStatus.State.Serving _ -> {
                // The usual case.
            }
            case VolumeStatus.State.ReadOnly _ -> throw new ChunkException.VolumeReadOnly(volume, root.toString());
            case VolumeStatus.State.Fenced fenced -> throw new ChunkException.VolumeFailed(volume,
                    "it is fenced since " + fenced.reason() + "; check the disk, then restart");
        }
    }

    void readOnly(String reason) {
        close(new VolumeStatus.State.ReadOnly(reason));
    }

    /** A sync or what it rests on failed: nothing is tried again. */
    ChunkException fence(String step, IOException cause) {
        close(new VolumeStatus.State.Fenced(step + ": " + cause));
        return new ChunkException.VolumeFailed(volume, step, cause);
    }

    /** The first reason stays, but for a fence, which is the graver one. */
    private void close(VolumeStatus.State reason) {
        VolumeStatus.State before = state.getAndUpdate(now -> switch (now) {
            case VolumeStatus.State.Serving _ -> reason;
            case VolumeStatus.State.ReadOnly _ -> reason instanceof VolumeStatus.State.Fenced ? reason : now;
            case VolumeStatus.State.Fenced _ -> now;
        });
        if (before instanceof VolumeStatus.State.Serving) {
            LOG.error("Volume {} at {} takes no more writes: {}", volume, root, reason);
        }
    }

    /** What a failed step other than a sync means. */
    ChunkException failed(String step, IOException cause) {
        if (cause instanceof ClosedByInterruptException) {
            return new ChunkException.VolumeFailed(volume, step + " was interrupted", cause);
        }
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("no space left") || message.contains("quota exceeded")) {
            return new ChunkException.VolumeFull(volume, step + ": " + cause.getMessage());
        }
        if (message.contains("read-only file system") || isReadOnly()) {
            readOnly(step + ": " + cause.getMessage());
            return new ChunkException.VolumeReadOnly(volume, root.toString());
        }
        return new ChunkException.VolumeFailed(volume, step, cause);
    }

    /** Asks the mount table, since the system's message may be in another language. */
    private boolean isReadOnly() {
        try {
            return Files.getFileStore(root).isReadOnly();
        } catch (IOException _) {
            return false;
        }
    }
}
