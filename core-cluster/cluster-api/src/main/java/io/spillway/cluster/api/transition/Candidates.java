package io.spillway.cluster.api.transition;

import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.object.ObjectStoreException;

/** Current object versions as the policy evaluator walks them; reads of a container's file
 * are short. */
public interface Candidates {
    /** Active containers of the namespace behind {@code after}, by name, at most {@code limit}. */
    List<ContainerEntry> containers(Optional<ContainerName> after, int limit) throws ObjectStoreException;

    /** Whose container this is and what it is called, while it is active or draining. */
    Optional<ContainerEntry> container(ContainerRef ref) throws ObjectStoreException;

    /**
     * Current versions behind {@code after}, in key order, at most {@code limit}, of those that the filter lets
     * through. A short page is not the end; an empty one is.
     */
    List<Candidate> page(ContainerRef container, CandidateFilter filter, Optional<ObjectKey> after, int limit)
            throws ObjectStoreException;

    /** How many current versions the container holds now. */
    long objects(ContainerRef container) throws ObjectStoreException;

    /** The facts of one current version, as a commit checks them again. */
    Optional<Candidate> current(ContainerRef container, ObjectKey key) throws ObjectStoreException;

    record ContainerEntry(ContainerRef ref, AccountName account, ContainerName name) {}
}
