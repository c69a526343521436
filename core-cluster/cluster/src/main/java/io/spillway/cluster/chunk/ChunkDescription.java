package io.spillway.cluster.chunk;

import io.spillway.cluster.api.name.StoragePolicyName;

/** What a chunk says of itself, beside its bytes, so that a volume can be understood without the directory. */
public record ChunkDescription(ChunkOwner owner, ChunkPosition position, StoragePolicyName policy,
        ChunkDigest digest) {}
