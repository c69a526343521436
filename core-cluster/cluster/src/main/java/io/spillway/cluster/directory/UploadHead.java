package io.spillway.cluster.directory;

import java.util.Optional;

import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.object.Checksum;
import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.cluster.api.object.ObjectAttributes;
import io.spillway.cluster.api.object.WriteCondition;

/** What a multipart upload was begun with. The condition is checked when it is completed. */
public record UploadHead(ObjectKey key, ObjectAttributes attributes, Optional<ChecksumAlgorithm> checksum,
        Checksum.Kind kind, StoragePolicyName storagePolicy, WriteCondition condition) {}
