package io.spillway.system.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A process that one of the scripts in {@code servers} runs on a free port of 127.0.0.1. It ends with this JVM. */
public final class ScriptedServer implements AutoCloseable {
    private static final Path FOLDER = Path.of("servers");
    /** The first start installs the server, which takes about a minute and more on a busy machine. */
    private static final Duration READY_WITHIN = Duration.ofMinutes(6);
    private static final Duration ENDED_WITHIN = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Process process;
    private final URI endpoint;
    private final Path log;

    private ScriptedServer(Process process, URI endpoint, Path log) {
        this.process = process;
        this.endpoint = endpoint;
        this.log = log;
    }

    /** Whether a server that was started is ready to be used. */
    @FunctionalInterface
    public interface Readiness {
        boolean ready(ScriptedServer server) throws IOException;
    }

    /**
     * Starts the server of a script with these options and waits until it is ready.
     *
     * @throws IOException if it ends, or is not ready within six minutes; the message has its output
     */
    public static ScriptedServer start(String script, List<String> options, Readiness readiness) throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(script(script).toString(), "run", Integer.toString(port)));
        command.addAll(options);
        Path log = Files.createTempFile(script + "-", ".log");
        // The pipe to its standard input stays open as long as this JVM lives, and the server no longer than the pipe.
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        ScriptedServer server = new ScriptedServer(process, URI.create("http://127.0.0.1:" + port), log);
        try {
            server.await(script, readiness);
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    /** Installs what a script's server needs, if that is not done, and answers the Python environment's folder. */
    public static Path environment(String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(script(script).toString(), "install")
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String folder = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException(script + " install failed; its reason stands in the output of this run");
        }
        return Path.of(folder);
    }

    private static Path script(String name) throws IOException {
        Path script = FOLDER.resolve(name).toAbsolutePath();
        if (!Files.isExecutable(script)) {
            throw new IOException(script + " is missing; run the tests in the folder of their module");
        }
        return script;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public URI endpoint() {
        return endpoint;
    }

    /** What the server has printed so far. */
    public String output() throws IOException {
        return Files.readString(log);
    }

    private void await(String script, Readiness readiness) throws IOException {
        Instant deadline = Instant.now().plus(READY_WITHIN);
        while (!readiness.ready(this)) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                throw new IOException(script + " did not start its server; its output:\n" + output());
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(ENDED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        Files.deleteIfExists(log);
    }
}
