package io.spillway.cluster.conscience;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.spillway.cluster.api.location.ChunkId;
import io.spillway.cluster.api.name.VolumeId;
import io.spillway.cluster.chunk.ChunkDescription;
import io.spillway.cluster.chunk.ChunkDigest;
import io.spillway.cluster.chunk.ChunkReader;
import io.spillway.cluster.chunk.ChunkVolume;
import io.spillway.cluster.chunk.ChunkWriter;
import io.spillway.cluster.chunk.StoredChunk;
import io.spillway.cluster.chunk.VolumeStatus;

/** A volume whose state is set by the test and which is never asked for a chunk. */
public final class StatusOnlyVolume implements ChunkVolume {
    private final VolumeId id = new VolumeId(UUID.randomUUID());
    private final long total;
    private volatile long free;
    private volatile VolumeStatus.State state = new VolumeStatus.State.Serving();

    public StatusOnlyVolume(long total, long free) {
        this.total = total;
        this.free = free;
    }

    public void become(VolumeStatus.State next) {
        state = next;
    }

    void leaveFree(long bytes) {
        free = bytes;
    }

    @Override
    public VolumeId id() {
        return id;
    }

    @Override
    public VolumeStatus status() {
        return new VolumeStatus(id, state, total, free);
    }

    @Override
    public ChunkWriter create(ChunkId chunk) {
        throw new AssertionError();
    }

    @Override
    public ChunkReader open(ChunkId chunk, ChunkDigest expected) {
        throw new AssertionError();
    }

    @Override
    public ChunkDescription describe(ChunkId chunk) {
        throw new AssertionError();
    }

    @Override
    public void delete(Collection<ChunkId> chunks) {
        throw new AssertionError();
    }

    @Override
    public List<StoredChunk> list(Optional<ChunkId> after, int limit) {
        throw new AssertionError();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
