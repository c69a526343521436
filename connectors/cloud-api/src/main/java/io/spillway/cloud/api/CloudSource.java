package io.spillway.cloud.api;

import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes to be put: known in length and digest, and to be read more than once, from any offset, since an adapter reads
 * a part to check it, again to send it, and again when its SDK tries again. It gives the same bytes every time.
 */
public interface CloudSource {
    /** In bytes, 0 or more. */
    long length();

    /** SHA-256 of all the bytes, 64 lower-case hex digits. */
    String sha256();

    /** The bytes from this offset (0 to length) to the end; the adapter closes the stream. */
    InputStream open(long offset) throws IOException;
}
