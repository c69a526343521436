package io.spillway.cluster.api.object;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The bytes of a write, read once and in order by the thread that called the store. Reading may block, so the store
 * is called on a virtual thread.
 */
public interface ObjectSource {
    /** The number of bytes, where it is known before they come. */
    OptionalLong length();

    /**
     * Reads at least one byte into the buffer, or answers -1 at the end and at every later call. An {@link IOException} (the client went
     * away, a chunk's signature is wrong) passes through the store unchanged, and nothing of the write is kept.
     */
    int read(ByteBuffer target) throws IOException;

    /**
     * The checksums that the client gave, as raw bytes, asked for after {@link #read} has answered -1 because some
     * come in a trailer. The store compares each and refuses the write by
     * {@link ObjectStoreException.ChecksumMismatch}.
     */
    Map<ChecksumAlgorithm, byte[]> expected();
}
