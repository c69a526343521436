package io.spillway.cloud.api;

/** An unfinished upload: the target's own id of it, and the key that it is for. */
public record UploadId(CloudKey key, String id) {
    public UploadId {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("an empty upload id names nothing");
        }
    }
}
