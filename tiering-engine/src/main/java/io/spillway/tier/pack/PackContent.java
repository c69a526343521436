package io.spillway.tier.pack;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of the object version that a pack carries; opened more than once, and each time the same bytes. */
public interface PackContent {
    /** Bytes from this offset of the version to its end. The caller closes the stream. */
    InputStream open(long offset) throws IOException;
}
