package io.spillway.cluster.api.object;

import java.util.regex.Pattern;

/** The id of a multipart upload: 32 hex digits, made like a version id. */
public record UploadId(String value) {
    private static final Pattern LEGAL = Pattern.compile("[0-9a-f]{32}");

    public UploadId {
        if (!LEGAL.matcher(value).matches()) {
            throw new IllegalArgumentException("upload id \"" + value + "\" is not 32 hex digits");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
