package io.spillway.cloud.api;

import java.util.List;

/** Removes from a target, by exact names only. */
public interface CloudRemover {
    /** Most items in one call of {@link #delete}: what S3 takes in one request. */
    int MAX_DELETES = 1000;

    /**
     * Removes exactly these generations, each on its own; the answer has one result for each, in their order.
     * Removing what is absent succeeds. A {@link Generation.Tagged} item whose key now holds another object is left
     * alone and answers {@link CloudException.PreconditionFailed} (a target that cannot compare and remove at once
     * compares first, so keys that are removed like this are not to be overwritten at the same time). On a target with
     * versions only {@link Generation.Version} is taken, the rest is {@link CloudException.Refused}: no marker is ever
     * made.
     *
     * @param refs at most {@link #MAX_DELETES}
     * @throws CloudException if nothing can be said of any item: the target as a whole did not answer
     */
    List<Removal> delete(List<ExactRef> refs) throws CloudException;

    /** Removes an unfinished upload and its parts; one that is absent, finished or cancelled succeeds. */
    void cancel(UploadId upload) throws CloudException;
}
