package io.spillway.cluster.api.object;

import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.StoragePolicyName;

/** Containers of the caller's account. */
public interface Containers {
    /**
     * Makes an empty container, owned by the caller's account.
     *
     * @param storagePolicy of objects that name none; without it the namespace's
     * @throws ObjectStoreException.ContainerExists if the name is taken in this namespace, by whomever
     */
    void createContainer(RequestContext context, ContainerName name, Optional<StoragePolicyName> storagePolicy)
            throws ObjectStoreException;

    ContainerStat statContainer(RequestContext context, ContainerName name) throws ObjectStoreException;

    /** The containers of the caller's account, by name; a container that is being deleted is not among them. */
    List<ContainerStat> listContainers(RequestContext context) throws ObjectStoreException;

    /**
     * Removes an empty container and frees its name. Its file stays until its garbage has been collected; a container
     * made again under the name is another one.
     *
     * @throws ObjectStoreException.ContainerNotEmpty if it holds a version or a multipart upload
     */
    void deleteContainer(RequestContext context, ContainerName name) throws ObjectStoreException;
}
