package io.spillway.cloud.b2;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.spillway.cloud.api.CloudStore;

/** A B2 that does what no honest one does: each call is answered as the test says. */
final class FakeService implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Call> calls = new ConcurrentHashMap<>();

    /** What becomes of a call. */
    interface Call {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** With an account that has the bucket "fake-bucket", and parts of this size. */
    FakeService(long partBytes) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        on("b2_authorize_account", json("""
                {"accountId": "a", "authorizationToken": "t", "apiUrl": "%1$s", "downloadUrl": "%1$s",
                 "recommendedPartSize": %2$d, "absoluteMinimumPartSize": 1,
                 "allowed": {"capabilities": [], "bucketId": "b", "bucketName": "fake-bucket", "namePrefix": null}}
                """.formatted(url(), partBytes)));
        on("b2_get_upload_url", json("""
                {"bucketId": "b", "uploadUrl": "%s/b2api/v2/upload_file", "authorizationToken": "u"}
                """.formatted(url())));
        on("b2_get_upload_part_url", json("""
                {"fileId": "f", "uploadUrl": "%s/b2api/v2/upload_part", "authorizationToken": "u"}
                """.formatted(url())));
        on("b2_start_large_file",
                json("""
                        {"fileId": "f", "fileName": "key", "accountId": "a", "bucketId": "b", "contentType": "c", "fileInfo": {},
                         "uploadTimestamp": 1}
                        """));
    }

    /** By the last word of the path. */
    FakeService on(String call, Call answer) {
        calls.put(call, answer);
        return this;
    }

    static Call json(String text) {
        return exchange -> {
            exchange.getRequestBody().readAllBytes();
            answer(exchange, 200, text);
        };
    }

    static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    CloudStore store(B2Settings settings) {
        return new B2CloudStore(new B2Target("fake-bucket", Optional.of(URI.create(url())), ""), settings,
                () -> new B2Credentials("id", "key"));
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Call call = calls.get(path.substring(path.lastIndexOf('/') + 1));
            if (call == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                call.answer(exchange);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
