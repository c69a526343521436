package io.spillway.cluster.directory.sqlite;

/** A statement broke a constraint of the schema, such as an id that is there already. The statement had no effect. */
public final class RuleBrokenException extends RuntimeException {
    public RuleBrokenException(String message, Throwable cause) {
        super(message, cause);
    }
}
