package io.spillway.tier.pack;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/** The version's own bytes cannot be read, or are not those that the directory knows; the target is not at fault. */
public final class PackContentException extends IOException {
    public PackContentException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
