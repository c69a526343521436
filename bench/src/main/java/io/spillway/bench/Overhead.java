package io.spillway.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;

/**
 * What a data directory holds beside the objects' bytes, for each object.
 *
 * @param databaseBytes in database files
 * @param otherBytes in all other files but chunks, among them the log that has not been purged yet
 * @param diskBytes that the file system has given out beyond the objects' bytes: blocks of attributes, of part-filled
 *        files, and all of the above
 */
record Overhead(double databaseBytes, double otherBytes, double diskBytes) {
    private static final PathMatcher DATABASE = FileSystems.getDefault().getPathMatcher("glob:**/*.db*");
    private static final PathMatcher CHUNK = FileSystems.getDefault().getPathMatcher("glob:**/chunks/*/*");

    static Overhead of(Path data, long objects, long objectBytes) throws IOException, InterruptedException {
        double databases = Folders.bytes(data, DATABASE::matches);
        double others = Folders.bytes(data, path -> !DATABASE.matches(path) && !CHUNK.matches(path));
        return new Overhead(databases / objects, others / objects, (double) onDisk(data) / objects - objectBytes);
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
