package io.spillway.cluster.api.transition;

import java.io.IOException;
import java.util.List;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.location.ChunkReplica;
import io.spillway.cluster.api.object.ObjectSource;
import io.spillway.cluster.api.object.ObjectStoreException;

/** Room on local volumes for bytes that come back from a target. */
public interface LocalChunks {
    /**
     * Reads the version whole from local volumes alone, each block checked, and keeps nothing. Asked before a remote copy
     * is given up: a pointer says where bytes should be, not that they can be read.
     *
     * @return whether every byte of it is there and in order
     * @throws ObjectStoreException.NoSuchVersion if the generation is no longer the object's
     */
    boolean holds(ContainerRef container, Generation generation) throws ObjectStoreException;

    /**
     * Begins a local write for the chunks of this version, durably, so that what a crash leaves of it is swept as any
     * other write's. It is over with the intent that names it: {@code Recalled} makes its chunks the version's, and
     * {@code Abandoned} makes them garbage, each in the commit that says so.
     *
     * @return the write id for {@link TransitionState.Planned#fetch}
     * @throws ObjectStoreException.NoSuchVersion if the generation is no longer the object's
     */
    String begin(ContainerRef container, Generation generation) throws ObjectStoreException;

    /**
     * Writes one metachunk as the version's storage policy asks, compares it with the stored length and digest, and
     * returns when every replica is synced. Storing a metachunk again under the same write is allowed; the former
     * chunks are then garbage of that write.
     *
     * @param metachunk its index in the version, from 0
     * @param bytes exactly its bytes; an {@link IOException} of the source passes through, and nothing is kept
     * @throws ObjectStoreException.Damaged if the bytes are not those that the directory knows
     */
    List<ChunkReplica> store(ContainerRef container, Generation generation, String writeId, int metachunk,
            ObjectSource bytes) throws ObjectStoreException, IOException;
}
