package io.spillway.cluster.api.restore;

/** A copy of a file from which nothing can be restored; the message says why. */
public final class UnusableCopyException extends Exception {
    public UnusableCopyException(String message) {
        super(message);
    }

    public UnusableCopyException(String message, Throwable cause) {
        super(message, cause);
    }
}
