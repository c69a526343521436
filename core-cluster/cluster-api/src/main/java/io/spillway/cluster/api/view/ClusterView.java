package io.spillway.cluster.api.view;

import io.spillway.cluster.api.object.ObjectRef;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.RequestContext;

/** The cluster as its administrator sees it. Reading changes nothing, an object's last access included. */
public interface ClusterView {
    /**
     * How the cluster stands now. Answers within seconds whatever state its parts are in: a volume that has failed is
     * told as failed, it does not make the question fail.
     */
    ClusterStatus status() throws ObjectStoreException;

    /**
     * Where the bytes of an object are, from the directory alone: no chunk is opened and no target is asked.
     *
     * @throws ObjectStoreException.NoSuchContainer if there is no such container
     * @throws ObjectStoreException.NoSuchKey if it has no such object
     * @throws ObjectStoreException.NoSuchVersion if the reference names a version that is not there
     */
    ObjectPlacement explain(RequestContext context, ObjectRef ref) throws ObjectStoreException;
}
