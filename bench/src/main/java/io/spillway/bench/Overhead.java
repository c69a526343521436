package io.spillway.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/**
 * What a data directory holds beside the objects' bytes, in bytes for each object, after a clean stop. Bytes that are
 * inline in a container's file are the object's.
 *
 * @param databases all database files
 * @param others all other files but chunks, among them the log that has not been purged yet
 * @param disk what the file system has given out beyond the objects' bytes: blocks of attributes, of part-filled files,
 *        and all of the above
 */
record Overhead(double databases, double others, double disk) {
    private static final PathMatcher DATABASE = FileSystems.getDefault().getPathMatcher("glob:**/*.db*");
    private static final PathMatcher CHUNK = FileSystems.getDefault().getPathMatcher("glob:**/chunks/*/*");

    /** @param stored objects of all containers */
    static Overhead of(Path data, long stored, long objectBytes)
            throws IOException, InterruptedException {
        double inline = objectBytes - (double) Folders.bytes(data, CHUNK::matches) / stored;
        return new Overhead((double) Folders.bytes(data, DATABASE::matches) / stored - inline,
                (double) Folders.bytes(data, path -> !DATABASE.matches(path) && !CHUNK.matches(path)) / stored,
                (double) onDisk(data) / stored - objectBytes);
    }

    List<Figure> figures() {
        return List.of(new Figure("metadata of an object: all databases", "B", databases),
                new Figure("metadata of an object: log and other files", "B", others),
                new Figure("an object's share of the disk beyond its bytes", "B", disk));
    }

    /** Java does not tell a file's blocks; {@code du} does. */
    private static long onDisk(Path data) throws IOException, InterruptedException {
        Process du = new ProcessBuilder("du", "-sB1", data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String answer = new String(du.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (du.waitFor() != 0) {
            throw new IOException("du -sB1 " + data + " failed; what it said is above");
        }
        return Long.parseLong(answer.split("\\s", 2)[0]);
    }
}
