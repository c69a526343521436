package io.spillway.cluster.api.object;

/** The one decision at the store's door. What it does not allow is denied. */
public interface Authoriser {
    /** Returns if the action is allowed, and throws {@link ObjectStoreException.AccessDenied} if not. */
    void authorise(RequestContext context, Action action, Resource resource) throws ObjectStoreException;
}
