package io.spillway.system.appliance;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One run of the appliance as a child process on a data directory. */
public final class ApplianceProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final Process process;
    private final ReadyLine ready;
    private final Path output;

    private ApplianceProcess(Process process, ReadyLine ready, Path output) {
        this.process = process;
        this.ready = ready;
        this.output = output;
    }

    /**
     * How to start it.
     *
     * @param data its data directory
     * @param jvmOptions flags of its virtual machine
     * @param settings {@code key=value} each, as after {@code --set}
     */
    public record Launch(Path data, List<String> jvmOptions, List<String> settings) {
        public Launch {
            jvmOptions = List.copyOf(jvmOptions);
            settings = List.copyOf(settings);
        }

        public static Launch on(Path data) {
            return new Launch(data, List.of("-XX:+UseSerialGC", "-Xmx256m"), List.of());
        }

        public Launch withJvmOptions(String... options) {
            return new Launch(data, List.of(options), settings);
        }

        public Launch with(String... more) {
            List<String> all = new ArrayList<>(settings);
            all.addAll(List.of(more));
            return new Launch(data, jvmOptions, all);
        }

        private List<String> command() {
            List<String> command = PackagedAppliance.command(jvmOptions);
            command.addAll(List.of("serve", "--data", data.toString(), "--s3", "127.0.0.1:0", "--admin",
                    "127.0.0.1:0"));
            settings.forEach(setting -> command.addAll(List.of("--set", setting)));
            return command;
        }
    }

    /** Starts it and returns when it has said that it is ready. */
    public static ApplianceProcess start(Launch launch) throws IOException, InterruptedException {
        Path output = Files.createTempFile("appliance-", ".log");
        Process process = new ProcessBuilder(launch.command()).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start();
        Optional<ReadyLine> ready = Poll.until(START,
                () -> process.isAlive() ? ReadyLine.find(output) : Optional.empty(), process::isAlive);
        if (ready.isEmpty()) {
            process.destroyForcibly();
            throw new IOException("the appliance did not become ready; it said:\n" + Files.readString(output));
        }
        return new ApplianceProcess(process, ready.get(), output);
    }

    public URI s3() {
        return ready.s3();
    }

    public URI admin() {
        return ready.admin();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Everything that it has printed so far, on both streams. */
    public String output() throws IOException {
        return Files.readString(output);
    }

    /** SIGKILL; returns when it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM, as an operator would; answers its exit code. */
    public int stop() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("the appliance did not end within " + STOP + " of SIGTERM; it said:\n" + output());
        }
        return process.exitValue();
    }

    /** Leaves no process behind, however the test ended. */
    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(output);
    }
}
