package io.spillway.system.localstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A running LocalStack. It keeps nothing, accepts any credentials, and ends with {@link #close} or with this JVM. */
public final class LocalStack implements AutoCloseable {
    /** The first start installs it, which takes about a minute and more on a busy machine. */
    private static final Duration READY_WITHIN = Duration.ofMinutes(6);
    private static final Duration ENDED_WITHIN = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Process process;
    private final URI endpoint;
    private final Path log;

    private LocalStack(Process process, URI endpoint, Path log) {
        this.process = process;
        this.endpoint = endpoint;
        this.log = log;
    }

    /** Installs LocalStack if need be, starts it on a free port of 127.0.0.1 and waits until it answers. */
    public static LocalStack start() throws IOException {
        int port = freePort();
        Path log = Files.createTempFile("localstack-", ".log");
        // The pipe to its standard input stays open as long as this JVM lives, and LocalStack no longer than the pipe.
        Process process = new ProcessBuilder(script().toString(), "run", Integer.toString(port))
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        LocalStack server = new LocalStack(process, URI.create("http://127.0.0.1:" + port), log);
        try {
            server.awaitHealth();
        } catch (IOException e) {
            server.close();
            throw e;
        }
        return server;
    }

    private static Path script() throws IOException {
        Path script = Path.of("servers/localstack.sh").toAbsolutePath();
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

    private void awaitHealth() throws IOException {
        Instant deadline = Instant.now().plus(READY_WITHIN);
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (!healthy(client)) {
                if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                    throw new IOException("LocalStack did not start; its output:\n" + Files.readString(log));
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
    }

    private boolean healthy(HttpClient client) {
        HttpRequest health = HttpRequest.newBuilder(endpoint.resolve("/_localstack/health"))
                .timeout(Duration.ofSeconds(5)).build();
        try {
            return client.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while LocalStack was starting", e);
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
