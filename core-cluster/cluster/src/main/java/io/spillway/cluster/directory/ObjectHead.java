package io.spillway.cluster.directory;

import java.util.List;

import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.object.Checksum;
import io.spillway.cluster.api.object.ObjectAttributes;

/**
 * What the writer knows of a new version when its bytes are all there.
 *
 * @param etag as {@link io.spillway.cluster.api.object.ObjectStat#etag}
 * @param partSizes of an object that keeps a part layout; empty for any other
 */
public record ObjectHead(ObjectKey key, long size, String etag, ObjectAttributes attributes, List<Checksum> checksums,
        StoragePolicyName storagePolicy, List<Long> partSizes) {
    public ObjectHead {
        checksums = List.copyOf(checksums);
        partSizes = List.copyOf(partSizes);
    }
}
