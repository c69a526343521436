package io.spillway.tier.pack;

import java.io.IOException;
import java.io.InputStream;

/** A pack that can be read at any place; what a reader needs of a target, or of a file. */
public interface PackBytes {
    /** Bytes of the whole pack. */
    long length();

    /** Exactly these bytes; a stream that ends early is taken for damage. The caller closes it. */
    InputStream open(long offset, long length) throws IOException;
}
