package io.spillway.cluster.chunk;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.location.ChunkId;
import io.spillway.cluster.api.name.VolumeId;

/**
 * A place that keeps chunks: one mounted file system, or a part of one. Chunks are immutable. Methods block and may be
 * called by many threads at once; many small writes share what it costs to make them durable.
 *
 * <p>Errors are {@link ChunkException}s. A volume whose disk failed to make something durable is fenced: it takes no
 * more writes or deletes until it is opened anew, because a second sync may succeed although the bytes are gone.
 */
public interface ChunkVolume extends AutoCloseable {
    /** Most bytes of a chunk, so that its block checksums (4 bytes per block) fit the attributes of a file. */
    int MAX_CHUNK_BYTES = 64 << 20;

    VolumeId id();

    /**
     * Begins a chunk. It is not seen by any other method until it is sealed.
     *
     * @throws ChunkException.VolumeFull if less is free than the volume's reserve
     */
    ChunkWriter create(ChunkId chunk) throws ChunkException;

    /**
     * Opens a chunk for reading against checksums that the caller brings, since the directory is the authority on what
     * a chunk holds.
     *
     * @throws ChunkException.NoSuchChunk if there is none
     */
    ChunkReader open(ChunkId chunk, ChunkDigest expected) throws ChunkException;

    /**
     * What a chunk says of itself; for rebuilding, verifying and sweeping.
     *
     * @throws ChunkException.NoSuchChunk if there is none
     * @throws ChunkException.CorruptChunk if its description cannot be read
     */
    ChunkDescription describe(ChunkId chunk) throws ChunkException;

    /** Removes chunks for good; when it returns they stay removed over a power cut. An absent chunk is no error. */
    void delete(Collection<ChunkId> chunks) throws ChunkException;

    /** Sealed chunks behind {@code after}, in the order of their ids, at most {@code limit}; empty at the end. */
    List<StoredChunk> list(Optional<ChunkId> after, int limit) throws ChunkException;

    VolumeStatus status();

    /** Lets running calls end and frees the volume; unsealed chunks are gone. */
    @Override
    void close();
}
