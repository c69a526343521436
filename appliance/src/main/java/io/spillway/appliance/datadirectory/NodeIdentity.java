package io.spillway.appliance.datadirectory;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Properties;
import java.util.UUID;

import io.spillway.cluster.api.name.ClusterId;
import io.spillway.cluster.api.name.NodeId;

/**
 * Whose a data directory is, made once.
 *
 * @param format of the data directory, {@value #FORMAT} now
 * @param created in whole seconds
 */
public record NodeIdentity(int format, ClusterId cluster, NodeId node, Instant created) {
    /** The format that this release writes, and the newest that it reads. */
    public static final int FORMAT = 1;

    /** A new node of a new cluster. */
    public static NodeIdentity fresh(Clock clock) {
        return new NodeIdentity(FORMAT, new ClusterId(UUID.randomUUID()), new NodeId(UUID.randomUUID()),
                clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    static NodeIdentity read(Path file) throws DataDirectoryException {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(file)));
            int format = Integer.parseInt(properties.getProperty("format", ""));
            if (format > FORMAT) {
                throw new DataDirectoryException(
                        "the data directory of %s has format %d, and this release reads up to %d;"
                                .formatted(file, format, FORMAT) + " start it with the newer release that wrote it");
            }
            return new NodeIdentity(format, new ClusterId(UUID.fromString(properties.getProperty("cluster", ""))),
                    new NodeId(UUID.fromString(properties.getProperty("node", ""))),
                    Instant.parse(properties.getProperty("created", "")));
        } catch (IOException | RuntimeException e) {
            throw new DataDirectoryException("the identity file " + file + " cannot be read (" + e.getMessage()
                    + "); put back the one that belongs to this data directory", e);
        }
    }

    void write(Path file) throws IOException {
        PrivateFile.write(file, """
                # Whose this data directory is. Never edit it, and never copy it to another node.
                format=%d
                cluster=%s
                node=%s
                created=%s
                """.formatted(format, cluster, node, created));
    }
}
