package io.spillway.cloud.api;

import java.nio.ByteBuffer;

/** Bytes of an object on their way. For one thread at a time; to be closed, also in the middle. */
public interface CloudContent extends AutoCloseable {
    /** How many bytes come in all. */
    long length();

    /**
     * Reads at least one byte into the buffer, which has room, or answers -1 once {@link #length} bytes have come and
     * not before. There is no retry behind it: a caller opens again at the offset that it has reached.
     *
     * @throws CloudException.Unavailable if the bytes stopped before the end
     * @throws CloudException.Corrupt if the target has fewer bytes than it announced
     */
    int read(ByteBuffer target) throws CloudException;

    @Override
    void close();
}
