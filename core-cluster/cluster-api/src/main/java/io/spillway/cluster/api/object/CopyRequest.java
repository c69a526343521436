package io.spillway.cluster.api.object;

import java.util.Optional;
import java.util.Set;

import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.StoragePolicyName;

/**
 * A copy made inside the store. Copies never share chunks; a copy onto itself that changes attributes only moves no
 * bytes.
 *
 * @param source the current version, or an exact one if the caller has looked at it before
 * @param replacement new attributes; without them the source's are kept
 * @param checksums to compute and keep; where empty, those of the source are kept
 */
public record CopyRequest(ObjectRef source, ContainerName container, ObjectKey key,
        Optional<ObjectAttributes> replacement, Set<ChecksumAlgorithm> checksums,
        Optional<StoragePolicyName> storagePolicy, WriteCondition condition) {
    public CopyRequest {
        checksums = Set.copyOf(checksums);
    }
}
