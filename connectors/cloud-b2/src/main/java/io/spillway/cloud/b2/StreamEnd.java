package io.spillway.cloud.b2;

import java.io.IOException;

/** Ends a transfer from our side, where the SDK would otherwise begin it again: it is no fault of the network. */
final class StreamEnd extends IOException {
    StreamEnd(String message) {
        super(message);
    }

    StreamEnd(IOException cause) {
        super(cause.getMessage(), cause);
    }

    /** Whether a failure comes from here. */
    static boolean causes(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StreamEnd) {
                return true;
            }
        }
        return false;
    }
}
