package io.spillway.cloud.s3;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** An S3 that gives the answers it was told to, in their order; when they run out, the last one again. */
final class ScriptedServer implements AutoCloseable {
    /**
     * One answer.
     *
     * @param announced length of the body that the header tells; more than the body has cuts the connection
     */
    record Answer(int status, Map<String, String> headers, String body, long announced) {
        static Answer of(int status, Map<String, String> headers, String body) {
            return new Answer(status, headers, body, body.length());
        }

        static Answer error(int status, String code) {
            return of(status, Map.of("Content-Type", "application/xml"),
                    "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>as told</Message></Error>");
        }

        /** The connection is closed without one. */
        static Answer none() {
            return new Answer(0, Map.of(), "", 0);
        }

        Answer with(String name, String value) {
            return new Answer(status, Map.of(name, value, "Content-Type", "application/xml"), body, announced);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    ScriptedServer(Answer... script) throws IOException {
        answers.addAll(List.of(script));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Methods and addresses that were asked. */
    List<String> requests() {
        return requests;
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        exchange.getRequestBody().readAllBytes();
        Answer answer = answers.size() > 1 ? answers.remove() : answers.element();
        if (answer.status() == 0) {
            exchange.close();
            return;
        }
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), head || answer.announced() == 0 ? -1 : answer.announced());
        if (!head) {
            exchange.getResponseBody().write(answer.body().getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
