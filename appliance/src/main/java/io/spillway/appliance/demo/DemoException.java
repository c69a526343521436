package io.spillway.appliance.demo;

/** The tour cannot go on, or what it shows is not as promised. The message says what, and what can be done. */
public final class DemoException extends Exception {
    public DemoException(String message) {
        super(message);
    }

    public DemoException(String message, Throwable cause) {
        super(message, cause);
    }
}
