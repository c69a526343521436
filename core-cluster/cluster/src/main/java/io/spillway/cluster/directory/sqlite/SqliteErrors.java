package io.spillway.cluster.directory.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;

import org.sqlite.SQLiteException;

/** Sorts SQLite's errors, once, into what is to be done about them. */
final class SqliteErrors {
    private static final int FULL = 13;

    private SqliteErrors() {}

    /** The primary result code, of https://sqlite.org/rescode.html. */
    private static int code(SQLException error) {
        return error instanceof SQLiteException sqlite ? sqlite.getResultCode().code & 0xff : 0;
    }

    /** Whether this is one of {@link #sorted} that says only that there was no room for a statement, which was undone. */
    static boolean isDiskFull(VolumeFailedException failure) {
        return failure.getCause() instanceof SQLException error && code(error) == FULL;
    }

    static RuntimeException sorted(Path file, SQLException error) {
        return switch (code(error)) {
            case 11, 26 -> new DamagedFileException(file + " is damaged: " + error.getMessage(), error);
            // 14: it is there and cannot be opened (too many open files, permissions), which says nothing of its content.
            case 10, FULL, 14 ->
                new VolumeFailedException("the volume of " + file + " failed: " + error.getMessage(), error);
            case 19 -> new RuleBrokenException(file + ": " + error.getMessage(), error);
            // Anything else is a statement that this program got wrong.
            default -> new IllegalStateException(file + ": " + error.getMessage(), error);
        };
    }
}
