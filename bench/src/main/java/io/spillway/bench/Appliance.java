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

/** The appliance as a child process, from the packaged build, on a data directory of its own. */
final class Appliance implements AutoCloseable {
    private static final String READY = "ready s3=";

    private final Process process;
    private final URI endpoint;
    private final Path data;

    /**
     * @param java the Java to run it with
     * @param lib the folder of its jars
     * @param jvmOptions flags of its virtual machine
     */
    record Launch(Path java, Path lib, List<String> jvmOptions) {
        Launch {
            jvmOptions = List.copyOf(jvmOptions);
        }
    }

    private Appliance(Process process, URI endpoint, Path data) {
        this.process = process;
        this.endpoint = endpoint;
        this.data = data;
    }

    static Appliance start(Launch launch, Path data) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launch.java().toString()));
        command.addAll(launch.jvmOptions());
        command.addAll(List.of("-cp", launch.lib().resolve("*").toString(), "io.spillway.appliance.Main", "serve",
                "--data", data.toString(), "--s3", "127.0.0.1:0", "--admin", "127.0.0.1:0"));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
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
            return endpoint.get(60, TimeUnit.SECONDS);
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

    long pid() {
        return process.pid();
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
