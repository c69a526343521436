package io.spillway.cluster.store;

import java.nio.ByteBuffer;
import java.time.Duration;

import io.spillway.cluster.api.location.RemoteCopy;
import io.spillway.cluster.api.object.ByteRange;
import io.spillway.cluster.api.object.ObjectStoreException;

/**
 * Reads metachunks whose bytes are in a cloud target. The adapter asks the target named in the copy, if it still has
 * the copy's fingerprint, for the exact version or entity tag; retries, budgets and caches are its own. The store
 * checks every block that it gets against the directory's checksums.
 */
public interface RemoteChunks {
    /** For a node without targets. */
    RemoteChunks NONE = (copy, _) -> {
        throw new ObjectStoreException.Unavailable("the bytes are in target " + copy.target()
                + ", and this node has no targets; configure it, or ask a node that has it", Duration.ofMinutes(1));
    };

    /**
     * Opens a range of a metachunk, counted from the metachunk's first byte.
     *
     * @throws ObjectStoreException.Unavailable if the target is out of reach
     * @throws ObjectStoreException.Damaged if the target is reached and has no such object
     */
    RemoteBytes open(RemoteCopy copy, ByteRange range) throws ObjectStoreException;

    /** The bytes of a range, in order. A range that ends short is an error, never an early end. */
    interface RemoteBytes extends AutoCloseable {
        /** Reads at least one byte into the buffer, or answers -1 at the range's end. */
        int read(ByteBuffer target) throws ObjectStoreException;

        @Override
        void close();
    }
}
