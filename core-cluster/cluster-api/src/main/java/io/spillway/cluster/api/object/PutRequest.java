package io.spillway.cluster.api.object;

import java.util.Optional;
import java.util.Set;

import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.StoragePolicyName;

/**
 * A write of a whole object.
 *
 * @param checksums to compute and keep beside the MD5, whether or not the source expects a value of them
 * @param storagePolicy of this object; without it the container's, else the namespace's
 */
public record PutRequest(ContainerName container, ObjectKey key, ObjectAttributes attributes,
        Set<ChecksumAlgorithm> checksums, Optional<StoragePolicyName> storagePolicy, WriteCondition condition) {
    public PutRequest {
        checksums = Set.copyOf(checksums);
    }
}
