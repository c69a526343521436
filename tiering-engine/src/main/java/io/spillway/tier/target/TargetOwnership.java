package io.spillway.tier.target;

import io.spillway.cloud.api.CloudException;

/** The marker in a target's prefix that says whose it is. */
@FunctionalInterface
public interface TargetOwnership {
    /**
     * Reads the marker now. After it returned, "not found" from this target means that the object is not there, and
     * not that we are looking somewhere else.
     *
     * @throws CloudException.Refused if the marker is missing, or is another cluster's
     */
    void prove() throws CloudException;
}
