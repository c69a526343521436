package io.spillway.appliance.client;

/** No appliance answered. The message says where it was looked for. */
public final class UnreachableException extends Exception {
    public UnreachableException(String message) {
        super(message);
    }

    public UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
