package io.spillway.appliance.node;

/** The node cannot start. The message is one line that names what is wrong and the remedy. */
public final class StartException extends Exception {
    public StartException(String message) {
        super(message);
    }

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
