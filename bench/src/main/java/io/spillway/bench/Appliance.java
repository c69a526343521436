package io.spillway.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The appliance as a child process, started by the launcher that ships with it, on a data directory of its own. */
final class Appliance implements AutoCloseable {
    private static final String READY = "ready s3=";

    private final Process process;
    private final URI endpoint;
    private final Path data;

    private Appliance(Process process, URI endpoint, Path data) {
        this.process = process;
        this.endpoint = endpoint;
        this.data = data;
    }

    /** @param settings of the configuration, {@code key=value} each */
    static Appliance start(Launcher launcher, Path data, List<String> settings)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(
                List.of("serve", "--data", data.toString(), "--s3", "127.0.0.1:0", "--admin", "127.0.0.1:0"));
        settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        Process process = launcher.command(arguments).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        // However the generator ends, what it measured ends too.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        try {
            return new Appliance(process, ready(process), data);
        } catch (IOException | InterruptedException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static URI ready(Process process) throws IOException, InterruptedException {
        CompletableFuture<URI> endpoint = new CompletableFuture<>();
        Thread.ofVirtual().name("appliance output").start(() -> follow(process, endpoint));
        try {
            return endpoint.get(180, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the appliance did not say that it is ready; its own words are above", e);
        }
    }

    private static void follow(Process process, CompletableFuture<URI> endpoint) {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(READY)) {
                    endpoint.complete(URI.create(line.substring(READY.length()).split(" ", 2)[0]));
                }
            }
        } catch (IOException e) {
            endpoint.completeExceptionally(e);
        }
        endpoint.completeExceptionally(new IOException("its output ended"));
    }

    /** Of the virtual machine: the launcher becomes it. */
    long pid() {
        return process.pid();
    }

    Path data() {
        return data;
    }

    S3Load load(String bucket) throws IOException {
        return new S3Load(endpoint, Credentials.read(data.resolve("credentials")), bucket);
    }

    /** Ends it as an operator would, and by force if it does not go. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
