package io.spillway.cluster.api.transition;

import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.location.Location;
import io.spillway.cluster.api.object.ObjectStoreException;

/** How a version is cut, and where its pieces are; read from the directory alone. */
public interface Metachunks {
    /**
     * The metachunks of exactly this version, in order; an empty object has none.
     *
     * @return empty if the generation is no longer an object's
     */
    Optional<List<Metachunk>> of(ContainerRef container, Generation generation) throws ObjectStoreException;

    /**
     * One slice of a version.
     *
     * @param length in bytes
     * @param sha256 of its bytes, lower-case hex
     */
    record Metachunk(long length, String sha256, Location location) {}
}
