package io.spillway.system.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.spillway.system.appliance.Poll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code ./spillway demo} as its users start it. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DemoIT {
    private static final Path LAUNCHER = Path.of("..", "spillway").toAbsolutePath().normalize();
    private static final Duration TOUR = Duration.ofMinutes(5);
    /** Of a cloud on this machine, where it is not there yet. */
    private static final Duration INSTALL = Duration.ofMinutes(4);
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration END = Duration.ofSeconds(30);
    private static final long SEED = 20_261_126;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        Random random = new Random(SEED);
        write(random, "README.md", 10_000);
        write(random, "empty", 0);
        write(random, "small/one.txt", 100);
        write(random, "large/three hundred.jpg", 300_000);
        for (int i = 0; i < 12; i++) {
            write(random, "medium/" + i + ".bin", 5_000 + i);
        }
    }

    @Test
    void theTourEndsWellAndCanBeGivenAgainInTheSameFolder() throws Exception {
        for (int i = 0; i < 2; i++) {
            try (Demo demo = Demo.start(folder, "--exit")) {
                assertThat(demo.end(TOUR)).as(demo.output()).isZero();
                assertThat(demo.output()).contains("16 objects, 0 lost, 0 changed").contains("kill -9")
                        .containsPattern("killed with \\d+ of \\d+ objects moved")
                        .containsPattern("the rest goes after 30 days +tier .* +13 +\\S+ KiB +0 +13")
                        .containsPattern("The tour is over after .*: nothing was lost, nothing was changed\\.");
                assertThat(demo.appliance().filter(ProcessHandle::isAlive)).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"localstack,Start LocalStack", "b2,Start the simulator of Backblaze B2"})
    @Tag("faults") // a minute each, of a tour that the plain run gives on a folder
    void theTourIsTheSameOnACloud(String cloud, String start) throws Exception {
        try (Demo demo = Demo.start(folder, "--exit", "--cloud", cloud)) {
            assertThat(demo.end(INSTALL.plus(TOUR))).as(demo.output()).isZero();
            assertThat(demo.output()).contains(start)
                    .contains("is bucket spillway-demo at http://127.0.0.1:")
                    .contains("16 objects, 0 lost, 0 changed")
                    .containsPattern("the rest goes after 30 days +tier .* +13 +\\S+ KiB +0 +13")
                    .containsPattern("The tour is over after .*: nothing was lost, nothing was changed\\.");
            assertThat(demo.appliance().filter(ProcessHandle::isAlive)).isEmpty();
        }
    }

    @Test
    void aFolderOfSomethingElseIsRefused() throws Exception {
        Path foreign = Files.createDirectory(folder.resolve("demo"));
        Files.writeString(foreign.resolve("letter"), "dear");

        try (Demo demo = Demo.start(folder, "--exit")) {
            assertThat(demo.end(START)).isEqualTo(1);
            assertThat(demo.output()).contains("was not made by a demo and holds letter").contains("--data");
            assertThat(foreign.resolve("letter")).hasContent("dear");
        }
    }

    @Test
    void aSignalInTheTourEndsTheApplianceToo() throws Exception {
        try (Demo demo = Demo.start(folder, "--exit")) {
            ProcessHandle appliance = demo.awaitAppliance();

            demo.signal();

            assertThat(demo.end(END)).as(demo.output()).isEqualTo(143);
            assertThat(appliance.isAlive()).isFalse();
            assertThat(demo.output()).doesNotContain("Exception");
        }
    }

    @Test
    void afterTheTourItStaysUntilASignalWhichIsAGoodEnd() throws Exception {
        try (Demo demo = Demo.start(folder)) {
            Poll.awaitThat("the end of the tour", TOUR, () -> demo.output().contains("stays up until Ctrl-C"));
            ProcessHandle appliance = demo.appliance().orElseThrow();
            assertThat(appliance.isAlive()).isTrue();

            demo.signal();

            assertThat(demo.end(END)).as(demo.output()).isZero();
            assertThat(appliance.isAlive()).isFalse();
        }
    }

    private void write(Random random, String name, int size) throws IOException {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        Path file = folder.resolve("files").resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    /** A demo on the files, as a process. */
    private record Demo(Process process, Path data, Path log) implements AutoCloseable {
        static Demo start(Path folder, String... options) throws IOException {
            Path data = folder.resolve("demo");
            Path log = folder.resolve("output");
            List<String> command = new ArrayList<>(List.of(LAUNCHER.toString(), "demo", "--data", data.toString(),
                    "--from", folder.resolve("files").toString()));
            command.addAll(List.of(options));
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("SPILLWAY_"));
            // The launcher would otherwise build inside of this build, when somebody has saved a file meanwhile.
            builder.environment().put("SPILLWAY_BUILD", "never");
            builder.environment().put("SPILLWAY_PROFILE", "small");
            return new Demo(builder.start(), data, log);
        }

        /** The process of the appliance that now runs, as far as it has said so. */
        Optional<ProcessHandle> appliance() throws IOException {
            Path run = data.resolve("appliance/run");
            return Files.exists(run)
                    ? Files.readAllLines(run).stream().filter(line -> line.startsWith("process="))
                            .findFirst().flatMap(line -> ProcessHandle.of(Long.parseLong(line.substring(8))))
                    : Optional.empty();
        }

        ProcessHandle awaitAppliance() throws IOException {
            return Poll.until(START, this::appliance, process::isAlive).orElseThrow();
        }

        /** SIGTERM: Java does the same at Ctrl-C, which a process started in the background may not receive. */
        void signal() {
            process.destroy();
        }

        /** Its exit code; it is killed if it does not end, which then is none that a test expects. */
        int end(Duration patience) throws InterruptedException {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            return process.waitFor();
        }

        /** Leaves no process behind, however the test ended. */
        @Override
        public void close() throws IOException {
            appliance().ifPresent(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }

        String output() {
            try {
                return Files.readString(log);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
