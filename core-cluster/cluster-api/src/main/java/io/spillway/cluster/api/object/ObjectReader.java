package io.spillway.cluster.api.object;

import io.spillway.cluster.api.name.ContainerName;

/** Reads. A write that was answered is seen by every read that begins after its answer. */
public interface ObjectReader {
    /**
     * Opens an object. No byte has been read when this returns; the caller closes the content.
     *
     * @throws ObjectStoreException.Unavailable if its bytes are out of reach now; an object that is listed is never
     *         "not found" for that
     */
    ObjectContent get(RequestContext context, ObjectRef ref) throws ObjectStoreException;

    ObjectStat stat(RequestContext context, ObjectRef ref) throws ObjectStoreException;

    Listing list(RequestContext context, ContainerName container, ListRequest request) throws ObjectStoreException;
}
