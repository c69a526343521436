package io.spillway.cluster.directory.sqlite;

/** One file is missing, foreign or corrupt. Only what stands in it is affected. */
public final class DamagedFileException extends RuntimeException {
    public DamagedFileException(String message) {
        super(message);
    }

    public DamagedFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
