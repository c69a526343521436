package io.spillway.appliance.node;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where SQLite's driver unpacks its native library. By default it leaves one in the system's temporary folder for each
 * process that was killed; here the next start clears them away.
 */
final class NativeLibraries {
    private static final String SQLITE_PROPERTY = "org.sqlite.tmpdir";

    private NativeLibraries() {}

    /** Uses this folder, whose data directory is claimed; a folder that the operator set for Java stays. */
    static void keepIn(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        if (System.getProperty(SQLITE_PROPERTY) == null) {
            System.setProperty(SQLITE_PROPERTY, folder.toString());
        }
    }
}
