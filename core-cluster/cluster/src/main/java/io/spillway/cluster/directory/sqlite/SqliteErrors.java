package io.spillway.cluster.directory.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;

import org.sqlite.SQLiteException;

/** Sorts SQLite's errors, once, into what is to be done about them. */
final class SqliteErrors {
    private SqliteErrors() {}

    static RuntimeException sorted(Path file, SQLException error) {
        int code = error instanceof SQLiteException sqlite ? sqlite.getResultCode().code & 0xff : 0;
        // Primary result codes of https://sqlite.org/rescode.html
        return switch (code) {
            case 11, 26 -> new DamagedFileException(file + " is damaged: " + error.getMessage(), error);
            // 14: it is there and cannot be opened (too many open files, permissions), which says nothing of its content.
            case 10, 13, 14 ->
                new VolumeFailedException("the volume of " + file + " failed: " + error.getMessage(), error);
            case 19 -> new RuleBrokenException(file + ": " + error.getMessage(), error);
            // Anything else is a statement that this program got wrong.
            default -> new IllegalStateException(file + ": " + error.getMessage(), error);
        };
    }
}
