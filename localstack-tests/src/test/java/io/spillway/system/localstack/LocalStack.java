package io.spillway.system.localstack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import io.spillway.system.server.ScriptedServer;

/** A running LocalStack. It keeps nothing, accepts any credentials, and ends with {@link #close} or with this JVM. */
public final class LocalStack implements AutoCloseable {
    private final ScriptedServer server;

    private LocalStack(ScriptedServer server) {
        this.server = server;
    }

    /** Installs LocalStack if need be, starts it on a free port of 127.0.0.1 and waits until it answers. */
    public static LocalStack start() throws IOException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return new LocalStack(
                    ScriptedServer.start("localstack.sh", List.of(), server -> healthy(client, server.endpoint())));
        }
    }

    public URI endpoint() {
        return server.endpoint();
    }

    private static boolean healthy(HttpClient client, URI endpoint) {
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
        server.close();
    }
}
