package io.spillway.cluster.directory.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.directory.ContainerEntry;
import io.spillway.cluster.directory.ObjectVersion;
import io.spillway.cluster.directory.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills a writing process again and again. What was answered must be there afterwards, or what the same writer tried
 * later; nothing older, nothing else, nothing twice.
 */
class DirectoryCrashTest {
    private static final int CONTAINERS = 12;
    /** Lines of the child that are read before it is killed, at least. */
    private static final int LINES = 400;
    /** Milliseconds between flushes: so that kills meet flushes and purges, and so that none happens. */
    private static final long OFTEN = 50;
    private static final long NEVER = 3_600_000;

    @TempDir
    Path folder;
    private final Random random = new Random(5);
    /** By container and key: the size last answered, and the sizes tried since. */
    private final Map<String, Long> answered = new HashMap<>();
    private final Map<String, Long> tried = new HashMap<>();

    @Test
    void whatWasAnsweredSurvivesKills() throws Exception {
        rounds(3);
    }

    @Test
    @Tag("faults")
    void whatWasAnsweredSurvivesManyKills() throws Exception {
        rounds(20);
    }

    private void rounds(int rounds) throws Exception {
        begin();
        for (int round = 0; round < rounds; round++) {
            if (round % 3 == 1) {
                // Without a flush and a close, no entry of this round is durable in a file: a power cut could take each
                // file's write-ahead log, and replay must bring back what was in it.
                killWriter(round, NEVER, CONTAINERS + 1);
                deleteWriteAheadLogs();
            } else {
                killWriter(round, OFTEN, CONTAINERS - 4);
            }
            audit(round);
        }
    }

    private void begin() throws IOException {
        try (DirectoryEngine directory = open()) {
            for (int i = 0; i < CONTAINERS; i++) {
                assertThat(directory.createContainer(new AccountName("default"), new ContainerName("bucket-" + i),
                        Optional.empty())).isInstanceOf(Outcome.Created.class);
            }
        }
    }

    private DirectoryEngine open() throws IOException {
        return DirectoryEngine.open(DirectorySettings.in(folder), Clock.systemUTC(), random);
    }

    private void killWriter(int round, long flushMillis, int openFiles) throws Exception {
        Process child = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx192m",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp",
                System.getProperty("java.class.path"), CrashingWriter.class.getName(), folder.toString(),
                Long.toString(flushMillis), Integer.toString(openFiles), Long.toString(1 + round * 1_000_000L))
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
            int enough = LINES + random.nextInt(LINES);
            int read = 0;
            String line;
            while ((line = lines.readLine()) != null) {
                note(line);
                if (++read == enough) {
                    // By its handle: what it has said already is still read to the end.
                    assertThat(child.toHandle().destroyForcibly()).isTrue();
                }
            }
            assertThat(read).as("lines of the child").isGreaterThanOrEqualTo(enough);
        } finally {
            child.destroyForcibly();
            assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void note(String line) {
        List<String> words = List.of(line.split(" ", -1));
        // The last line may be cut off where the process was killed; it was not read as an answer then.
        if (words.size() == 4) {
            String key = words.get(1) + " " + words.get(2);
            (words.getFirst().equals("ack") ? answered : tried).put(key, Long.parseLong(words.get(3)));
        }
    }

    private void audit(int round) throws Exception {
        try (DirectoryEngine directory = open()) {
            Map<String, Long> found = new HashMap<>();
            for (int i = 0; i < CONTAINERS; i++) {
                ContainerEntry container = directory.findContainer(new ContainerName("bucket-" + i)).orElseThrow();
                for (int thread = 0; thread < CrashingWriter.THREADS; thread++) {
                    for (int key = 0; key < CrashingWriter.KEYS; key++) {
                        String name = "key-" + thread + "-" + key;
                        Optional<ObjectVersion> current = directory.current(container.ref(), new ObjectKey(name));
                        if (current.isPresent()) {
                            found.put(container.name() + " " + name, current.get().head().size());
                            assertThat(directory.metachunks(container.ref(), current.get().version(), 0, 2)).hasSize(1);
                        }
                    }
                }
            }
            answered.forEach((key, size) -> assertThat(found).as("round %d, %s", round, key).containsKey(key)
                    .satisfies(all -> assertThat(all.get(key)).isIn(size, tried.get(key))));
            assertThat(tried.keySet()).as("nothing that was never tried").containsAll(found.keySet());
            answered.putAll(found);
        }
    }

    private void deleteWriteAheadLogs() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith("-wal") || path.toString().endsWith("-shm"))
                    .toList()) {
                Files.delete(file);
            }
        }
    }
}
