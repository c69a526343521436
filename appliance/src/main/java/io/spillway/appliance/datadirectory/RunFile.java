package io.spillway.appliance.datadirectory;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** Where the appliance of a data directory can be reached, written while it serves so that commands find it. */
public record RunFile(URI s3, URI admin, long process) {
    private static final String NAME = "run";

    public void write(Path dataDirectory) throws IOException {
        PrivateFile.write(dataDirectory.resolve(NAME), """
                s3=%s
                admin=%s
                process=%d
                """.formatted(s3, admin, process));
    }

    public static void remove(Path dataDirectory) throws IOException {
        Files.deleteIfExists(dataDirectory.resolve(NAME));
    }

    /** The addresses last written; after a crash they may be those of an appliance that is gone. */
    public static Optional<RunFile> read(Path dataDirectory) throws DataDirectoryException {
        Path file = dataDirectory.resolve(NAME);
        try {
            Properties properties = new Properties();
            properties.load(new StringReader(Files.readString(file)));
            return Optional.of(new RunFile(URI.create(properties.getProperty("s3", "")),
                    URI.create(properties.getProperty("admin", "")),
                    Long.parseLong(properties.getProperty("process", ""))));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            throw new DataDirectoryException(
                    "the file " + file + " cannot be read (" + e + "); name the appliance with --admin URL", e);
        }
    }
}
