package io.spillway.cluster.chunk;

import java.nio.ByteBuffer;
import java.util.Optional;

import io.spillway.cluster.api.object.FileStretch;

/** One chunk being read, by one thread at a time. */
public interface ChunkReader extends AutoCloseable {
    /**
     * Reads bytes of the chunk that begin at {@code offset} into the buffer: at least one, at most {@code wanted}.
     * Every byte has been checked against the block checksums that the chunk was opened with. A direct buffer with
     * room for whole blocks, read from a block's first byte, is filled without a copy; room of the buffer past the
     * bytes answered may have been written to.
     *
     * @throws ChunkException.CorruptChunk if a block is not what it was when it was written; the buffer's position
     *         has not moved
     */
    int read(long offset, int wanted, ByteBuffer target) throws ChunkException;

    /**
     * Bytes of the chunk that begin at {@code offset}, at most {@code wanted} and none beyond the block's end, as they
     * lie in its file and checked as by {@link #read}. Empty if the file cannot be had for it now.
     *
     * @throws ChunkException.CorruptChunk if the block is not what it was when it was written
     */
    Optional<FileStretch> stretch(long offset, int wanted) throws ChunkException;

    @Override
    void close();
}
