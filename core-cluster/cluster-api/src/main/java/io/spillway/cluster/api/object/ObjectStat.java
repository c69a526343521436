package io.spillway.cluster.api.object;

import java.time.Instant;
import java.util.List;

import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.name.VersionId;

/**
 * One version of an object without its bytes.
 *
 * @param ref with its version
 * @param size in bytes
 * @param etag without quotes: hex MD5, or for a multipart object the hex MD5 of the parts' MD5s, a dash and their number
 * @param modified when it was committed, in whole milliseconds
 * @param checksums those asked for when it was written
 * @param storageClass {@code STANDARD}, or the class of the target that holds the bytes
 * @param partSizes sizes of the parts of a multipart object, in order; empty for any other
 */
public record ObjectStat(ObjectRef ref, long size, String etag, Instant modified, ObjectAttributes attributes,
        List<Checksum> checksums, StoragePolicyName storagePolicy, String storageClass, List<Long> partSizes) {
    public static final String STANDARD = "STANDARD";

    public ObjectStat {
        checksums = List.copyOf(checksums);
        partSizes = List.copyOf(partSizes);
        if (ref.version().isEmpty()) {
            throw new IllegalArgumentException("the stat of " + ref + " names no version");
        }
    }

    public VersionId version() {
        return ref.version().orElseThrow();
    }
}
