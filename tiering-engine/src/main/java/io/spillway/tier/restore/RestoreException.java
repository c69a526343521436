package io.spillway.tier.restore;

/** Nothing was restored and the target is as it was; the message says what an operator can do. */
public final class RestoreException extends Exception {
    public RestoreException(String message) {
        super(message);
    }
}
