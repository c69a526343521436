package io.spillway.tier.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Scanner;

/**
 * What has been acknowledged to the client, written down after each answer: the key and the seed of its bytes, or that
 * it was deleted. Halting a process loses no written byte of a file, so nothing has to be synced.
 */
final class Ledger {
    private final Path file;

    Ledger(Path file) {
        this.file = file;
    }

    void put(String key, long seed, int length) throws IOException {
        append("%s %d %d%n".formatted(key, seed, length));
    }

    void deleted(String key) throws IOException {
        append("%s deleted%n".formatted(key));
    }

    /** The bytes that each key has to have now. */
    Map<String, byte[]> expected() throws IOException {
        var expected = new HashMap<String, byte[]>();
        for (String line : Files.readAllLines(file)) {
            var words = new Scanner(line);
            String key = words.next();
            if (words.hasNextLong()) {
                expected.put(key, bytes(words.nextLong(), words.nextInt()));
            } else {
                expected.remove(key);
            }
        }
        return expected;
    }

    static byte[] bytes(long seed, int length) {
        var bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private void append(String line) throws IOException {
        Files.writeString(file, line, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
