package io.spillway.appliance.client;

/** The appliance answered with an error; the message is its own. */
public final class RefusedException extends Exception {
    public RefusedException(String message) {
        super(message);
    }
}
