package io.spillway.cluster.store;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.location.ChunkReplica;
import io.spillway.cluster.api.location.InlineBytes;
import io.spillway.cluster.api.location.RemoteCopy;
import io.spillway.cluster.api.name.VolumeId;
import io.spillway.cluster.api.object.FileStretch;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.chunk.BlockChecksums;
import io.spillway.cluster.chunk.ChunkDigest;
import io.spillway.cluster.chunk.ChunkException;
import io.spillway.cluster.chunk.ChunkReader;
import io.spillway.cluster.chunk.ChunkVolume;
import io.spillway.cluster.directory.Metachunk;
import org.jspecify.annotations.Nullable;

/**
 * Reads one metachunk from the first copy that serves: inline or local ones, then the remote one. A copy that fails is
 * not asked again, and its volume is reported to the conscience; reading goes on at the same byte on the next.
 */
final class MetachunkReader implements AutoCloseable {
    private final ReadSurroundings around;
    private final ChunkDigest digest;
    /** None if they are damaged. */
    private final Optional<InlineBytes> inline;
    private final boolean hasInline;
    private final Deque<ChunkReplica> untried;
    private final List<ChunkReplica> missing = new ArrayList<>();
    private final Optional<RemoteCopy> remote;
    private @Nullable ChunkReplica replica;
    private @Nullable ChunkReader local;
    private @Nullable RemoteMetachunkReader far;
    private Optional<ObjectStoreException> failure = Optional.empty();

    MetachunkReader(ReadSurroundings around, Metachunk metachunk) {
        this.around = around;
        digest = new ChunkDigest(Math.toIntExact(metachunk.length()), metachunk.sha256(),
                BlockChecksums.fromBytes(metachunk.blocks().bytes()));
        Optional<InlineBytes> kept = LocalReplicas.inlineOf(metachunk.location());
        inline = kept.filter(this::isWhole);
        hasInline = kept.filter(bytes -> bytes.length() > 0).isPresent();
        untried = new ArrayDeque<>(LocalReplicas.of(metachunk.location()));
        remote = LocalReplicas.remoteOf(metachunk.location());
    }

    /** They are one block at most. */
    private boolean isWhole(InlineBytes bytes) {
        if (bytes.length() == digest.length()
                && digest.blocks().matches(0, bytes.slice(0, bytes.length()))) {
            return true;
        }
        failure = Optional.of(new ObjectStoreException.Damaged("no good copy is left: " + (bytes.length() == 0
                ? "the bytes were in the directory of the former node, which was restored from backups without them"
                : "the bytes in the container's file fail their checksum") + "; put the object again, or delete it"));
        return false;
    }

    /**
     * Reads at least one byte that begins at {@code offset} of the metachunk, at most {@code wanted}.
     *
     * @param end of what will be asked for, so that a remote range is no longer than needed
     * @throws ObjectStoreException if no copy serves
     */
    int read(long offset, int wanted, long end, ByteBuffer target) throws ObjectStoreException {
        if (inline.isPresent()) {
            int read = Math.min(wanted, target.remaining());
            target.put(inline.get().slice(Math.toIntExact(offset), read));
            return read;
        }
        while (local != null || !untried.isEmpty()) {
            try {
                return open().read(offset, wanted, target);
            } catch (ChunkException e) {
                failed(e);
            }
        }
        return readFar(offset, wanted, end, target);
    }

    /**
     * Bytes as by {@link #read}, as they lie in the file of a copy on this node. Empty if they are to be read: no copy
     * here serves, or its file cannot be had for it now.
     */
    Optional<FileStretch> stretch(long offset, int wanted) {
        while (local != null || !untried.isEmpty()) {
            try {
                return open().stretch(offset, wanted);
            } catch (ChunkException e) {
                failed(e);
            }
        }
        return Optional.empty();
    }

    /** Whether the container's file holds bytes that are not what was put there. */
    boolean isInlineDamaged() {
        return inline.isEmpty() && hasInline;
    }

    /** Copies that the directory names and their volumes do not hold. */
    List<ChunkReplica> missing() {
        return missing;
    }

    private ChunkReader open() throws ChunkException {
        ChunkReader open = local;
        if (open == null) {
            ChunkReplica next = untried.removeFirst();
            replica = next;
            ChunkVolume volume = around.conscience().volume(next.volume())
                    .orElseThrow(() -> absent(next.volume()));
            open = volume.open(next.chunk(), digest);
            local = open;
        }
        return open;
    }

    private ChunkException absent(VolumeId volume) {
        return around.conscience().isLost(volume)
                ? new ChunkException.VolumeLost(volume)
                : new ChunkException.VolumeFailed(volume, "it is not among this node's volumes; configure it again");
    }

    private void failed(ChunkException e) {
        closeLocal();
        failure = Optional.of(ChunkFailures.ofRead(e));
        ChunkReplica tried = replica;
        if (tried == null) {
            return;
        }
        if (e instanceof ChunkException.NoSuchChunk) {
            missing.add(tried);
        } else {
            ChunkFailures.report(around.conscience(), tried.volume(), e);
        }
    }

    private int readFar(long offset, int wanted, long end, ByteBuffer target) throws ObjectStoreException {
        if (far == null) {
            if (remote.isEmpty()) {
                throw failure.orElseThrow();
            }
            far = new RemoteMetachunkReader(around, remote.get(), digest);
        }
        return far.read(offset, wanted, end, target);
    }

    private void closeLocal() {
        if (local != null) {
            local.close();
            local = null;
        }
    }

    @Override
    public void close() {
        closeLocal();
        if (far != null) {
            far.close();
            far = null;
        }
    }
}
