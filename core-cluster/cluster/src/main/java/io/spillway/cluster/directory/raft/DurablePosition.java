package io.spillway.cluster.directory.raft;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The file {@code durable}: up to where in the log everything is safe in the directory's own files. Replay starts behind
 * it, and the log is purged up to it, so it never runs ahead of those files.
 */
final class DurablePosition {
    private static final String FORMAT = "spillway-durable-1";

    private final Path directory;
    private final Path file;

    DurablePosition(Path directory) {
        this.directory = directory;
        this.file = directory.resolve("durable");
    }

    Optional<LogPosition> load() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String[] words = Files.readString(file).strip().split(" ", -1);
        if (words.length != 4 || !words[0].equals(FORMAT) || !words[3].equals(checksum(words[1] + " " + words[2]))) {
            throw new IOException(
                    file + " is damaged or of another version; without it the log cannot be replayed safely."
                            + " Restore it, or the whole directory, from a backup");
        }
        return Optional.of(new LogPosition(Long.parseLong(words[1]), Long.parseLong(words[2])));
    }

    void store(LogPosition position) throws IOException {
        String numbers = position.term() + " " + position.index();
        Path fresh = directory.resolve("durable.new");
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer text = StandardCharsets.US_ASCII
                    .encode(FORMAT + " " + numbers + " " + checksum(numbers) + "\n");
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        Folder.sync(directory);
    }

    private static String checksum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return Long.toHexString(crc.getValue());
    }
}
