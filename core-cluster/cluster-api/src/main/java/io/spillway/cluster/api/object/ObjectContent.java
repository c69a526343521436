package io.spillway.cluster.api.object;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An object opened for reading. It stays on the version that it was opened on: a later overwrite, delete or move to a
 * target does not show, or ends the read with an error, never with other bytes. Not for use by two threads at once.
 */
public interface ObjectContent extends AutoCloseable {
    /** Bytes that a buffer should have room for so that they are read and checked without a copy. */
    int PREFERRED_BUFFER = 256 * 1024;

    ObjectStat stat();

    /**
     * Starts reading at this range; without it the whole object is read. Called before the first {@link #read} or
     * {@link #stretch}.
     *
     * @throws IllegalArgumentException if the range is not inside the object
     */
    void select(ByteRange range);

    /**
     * Reads at least one byte of the range into the buffer, or answers -1 at its end. Every byte has been checked
     * against a stored checksum. Blocks; call it on a virtual thread.
     */
    int read(ByteBuffer target) throws IOException, ObjectStoreException;

    /**
     * The next bytes of the range, at most {@value #PREFERRED_BUFFER}, as a stretch of a file, for a caller that sends
     * them on without looking at them, and closes it then; reading goes on behind them. Empty at the end of the range,
     * and where no checked bytes are at hand in a file: what comes next is then to be {@link #read}, which tells the
     * reason if there are none. Blocks; call it on a virtual thread.
     *
     * @throws ObjectStoreException if the directory cannot be asked for the place of the bytes
     */
    default Optional<FileStretch> stretch() throws ObjectStoreException {
        return Optional.empty();
    }

    @Override
    void close();
}
