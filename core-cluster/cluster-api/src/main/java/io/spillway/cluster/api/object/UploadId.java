package io.spillway.cluster.api.object;

import io.spillway.cluster.api.name.HexId;

/** The id of a multipart upload: 32 hex digits, made like a version id. */
public record UploadId(String value) {
    public UploadId {
        HexId.require("upload id", value, 32);
    }

    @Override
    public String toString() {
        return value;
    }
}
