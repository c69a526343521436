package io.spillway.cluster.chunk;

import java.nio.ByteBuffer;

/** One chunk being written, by one thread at a time. */
public interface ChunkWriter extends AutoCloseable {
    /** Appends all that remains in the buffer. */
    void write(ByteBuffer bytes) throws ChunkException;

    /**
     * Makes the chunk durable and visible under its id. If it throws, the chunk does not exist, though its file may
     * have to be swept after a crash. Called once.
     *
     * @throws IllegalArgumentException if the description's length is not that of the bytes written
     */
    void seal(ChunkDescription description) throws ChunkException;

    /** Discards the chunk unless it was sealed. */
    @Override
    void close();
}
