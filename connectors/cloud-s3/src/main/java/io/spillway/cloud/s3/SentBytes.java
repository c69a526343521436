package io.spillway.cloud.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import io.spillway.cloud.api.SourceStretch;
import software.amazon.awssdk.core.sync.RequestBody;

/** A stretch of a source as the body of a request. */
final class SentBytes {
    private SentBytes() {}

    static RequestBody body(SourceStretch stretch) {
        return RequestBody.fromContentProvider(() -> stream(stretch), stretch.length(), "application/octet-stream");
    }

    private static InputStream stream(SourceStretch stretch) {
        try {
            return stretch.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
