package io.spillway.cluster.directory.engine;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;

import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.directory.ContainerEntry;
import io.spillway.cluster.directory.Outcome;

/**
 * The child of {@link DirectoryCrashTest}: writes without end and says what was answered, until it is killed. Each
 * thread has keys of its own and writes versions of rising size, so that the size tells which write a version is of.
 */
final class CrashingWriter {
    static final int THREADS = 8;
    static final int KEYS = 20;

    private CrashingWriter() {}

    public static void main(String[] arguments) throws IOException {
        DirectorySettings defaults = DirectorySettings.in(Path.of(arguments[0]));
        Duration flushEvery = Duration.ofMillis(Long.parseLong(arguments[1]));
        DirectorySettings settings = new DirectorySettings(defaults.folder(),
                Integer.parseInt(arguments[2]), defaults.log(), flushEvery,
                defaults.graces(), defaults.consumers());
        DirectoryEngine directory = DirectoryEngine.open(settings, Clock.systemUTC(), new Random());
        long start = Long.parseLong(arguments[3]);
        PrintStream said = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (int thread = 0; thread < THREADS; thread++) {
            int own = thread;
            Thread.ofVirtual().start(() -> write(directory, own, start, said));
        }
        said.println("ready");
        while (true) {
            if (System.in.read() < 0) {
                Runtime.getRuntime().halt(1);
            }
        }
    }

    private static void write(DirectoryEngine directory, int thread, long start, PrintStream said) {
        Random random = new Random();
        Writes writes = new Writes(random);
        for (long size = start;; size++) {
            ContainerEntry container = directory.findContainer(new ContainerName("bucket-" + size % 12))
                    .orElseThrow();
            String key = "key-" + thread + "-" + random.nextInt(KEYS);
            synchronized (said) {
                said.println("try " + container.name() + " " + key + " " + size);
            }
            Outcome outcome = directory.propose(writes.put(container.ref(), key, size));
            if (!(outcome instanceof Outcome.Written)) {
                throw new IllegalStateException("answered " + outcome);
            }
            synchronized (said) {
                said.println("ack " + container.name() + " " + key + " " + size);
            }
        }
    }
}
