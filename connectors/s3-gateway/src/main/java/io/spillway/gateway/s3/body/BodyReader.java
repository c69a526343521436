package io.spillway.gateway.s3.body;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of a request's body, in order. Reading blocks until some have come. */
@FunctionalInterface
public interface BodyReader {
    /**
     * Reads at least one byte, or answers -1 at the end of a whole body.
     *
     * @throws BodyException if the body is not what the request's head said
     * @throws IOException if the client went away or is too slow
     */
    int read(ByteBuffer target) throws IOException;
}
