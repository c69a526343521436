package io.spillway.tier.pack;

import java.io.IOException;

/** Bytes that are no pack of a known format, or a damaged one; the message says which part, and at which offset. */
public final class MalformedPackException extends IOException {
    MalformedPackException(String message) {
        super(message);
    }

    MalformedPackException(String message, Throwable cause) {
        super(message, cause);
    }
}
