package io.spillway.cluster.directory.rebuild;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.spillway.cluster.api.name.VolumeId;
import io.spillway.cluster.directory.sqlite.Database;

/**
 * The file {@code restored} in a directory that was made from backups.
 *
 * @param at when
 * @param lost volumes that the former node had, and that were not there any more
 */
public record RestoredMark(Instant at, Set<VolumeId> lost) {
    private static final String NAME = "restored";
    private static final String FORMAT = "1";

    public RestoredMark {
        lost = Set.copyOf(lost);
    }

    /**
     * The mark of a directory, if it has one.
     *
     * @throws IOException if it cannot be read, or the directory is one of which a restore was cut short
     */
    public static Optional<RestoredMark> of(Path directory) throws IOException {
        if (Files.exists(unfinished(directory))) {
            throw new IOException("a restore into " + directory + " was cut short; run it again, or remove "
                    + unfinished(directory) + " if nothing is to be restored");
        }
        Path file = directory.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties fields = new Properties();
        fields.load(new StringReader(Files.readString(file)));
        if (!FORMAT.equals(fields.getProperty("format"))) {
            throw new IOException(file + " has format " + fields.getProperty("format") + "; this release knows "
                    + FORMAT + ", use the release that wrote it");
        }
        try {
            return Optional.of(new RestoredMark(Instant.parse(fields.getProperty("at", "")),
                    Stream.of(fields.getProperty("lost", "").split(",", -1)).filter(id -> !id.isEmpty())
                            .map(id -> new VolumeId(UUID.fromString(id))).collect(Collectors.toSet())));
        } catch (RuntimeException e) {
            throw new IOException(file + " is damaged: " + e.getMessage(), e);
        }
    }

    void write(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        Files.writeString(file, "format=" + FORMAT + "\nat=" + at + "\nlost="
                + lost.stream().map(VolumeId::toString).sorted().collect(Collectors.joining(",")) + "\n");
        Database.sync(file);
    }

    /** Where a directory is made until it is whole. */
    static Path unfinished(Path directory) {
        return directory.resolveSibling(directory.getFileName() + ".restoring");
    }
}
