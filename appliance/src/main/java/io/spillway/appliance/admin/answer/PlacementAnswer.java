package io.spillway.appliance.admin.answer;

import java.time.Instant;
import java.util.List;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/** One version of an object and where its bytes are. */
@Serdeable
public record PlacementAnswer(String bucket, String key, String version, String account, long size, String etag,
        Instant modified, String storagePolicy, String storageClass, List<Metachunk> metachunks) {

    /** A slice of the object: on volumes or {@code inline} in its container's file, in a target ({@code remote}), or both. */
    @Serdeable
    public record Metachunk(long offset, long length, List<Chunk> chunks, boolean inline, @Nullable Remote remote) {}

    @Serdeable
    public record Chunk(String chunk, String node, String volume) {}

    @Serdeable
    public record Remote(String target, String bucket, String key, @Nullable String version, long offset, long length,
            String sha256) {}
}
