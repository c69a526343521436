package io.spillway.appliance.datadirectory;

/** The data directory cannot be used. The message names the folder or file and what the operator can do. */
public final class DataDirectoryException extends Exception {
    public DataDirectoryException(String message) {
        super(message);
    }

    public DataDirectoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
