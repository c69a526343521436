package io.spillway.cluster.chunk;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.directory.WriteId;

/**
 * What a chunk was written for.
 *
 * @param reference of the container's incarnation, since its name may be given again
 * @param write that made the chunk; its state in the directory says whether the chunk may be swept
 */
public record ChunkOwner(AccountName account, ContainerName container, ContainerRef reference, ObjectKey key,
        WriteId write) {}
