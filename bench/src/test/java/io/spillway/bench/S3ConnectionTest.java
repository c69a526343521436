package io.spillway.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** Against the HTTP server of the JDK, which keeps what is put and answers in both ways of HTTP/1.1. */
class S3ConnectionTest {
    private final Map<String, byte[]> stored = new ConcurrentHashMap<>();
    private HttpServer server;
    private S3Connection connection;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        connection = new S3Connection(URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                new Credentials("id", "secret"));
    }

    @AfterEach
    void stop() throws IOException {
        connection.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("PUT")) {
            stored.put(path, exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(200, -1);
        } else if (stored.containsKey(path)) {
            boolean chunked = "chunked".equals(exchange.getRequestURI().getQuery());
            exchange.sendResponseHeaders(200, chunked ? 0 : stored.get(path).length);
            exchange.getResponseBody().write(stored.get(path));
        } else {
            exchange.sendResponseHeaders(404, 3);
            exchange.getResponseBody().write("???".getBytes(StandardCharsets.US_ASCII));
        }
        exchange.close();
    }

    private byte[] read(String path, String query) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        connection.get(path, query, (offset, piece) -> {
            assertThat(offset).isEqualTo(all.size());
            Channels.newChannel(all).write(piece);
        });
        return all.toByteArray();
    }

    @Test
    void bodiesOfBothKindsComeBackOnOneConnection() throws IOException {
        Body body = new Body(3_000_001);
        assertThat(connection.put("/b/k", body.size(), offset -> body.piece(1, offset)).status()).isEqualTo(200);

        assertThat(stored.get("/b/k")).hasSize(3_000_001);
        assertThat(body.matches(1, 0, ByteBuffer.wrap(stored.get("/b/k")))).isTrue();
        assertThat(read("/b/k", "")).isEqualTo(stored.get("/b/k"));
        assertThat(read("/b/k", "chunked")).isEqualTo(stored.get("/b/k"));
        assertThat(read("/b/k", "")).isEqualTo(stored.get("/b/k"));
    }

    @Test
    void anErrorIsAnAnswerWithItsStatusAndWords() throws IOException {
        S3Connection.Answer answer = connection.get("/absent", "", (_, _) -> {
            throw new IOException("an error's body is no content");
        });

        assertThat(answer).isEqualTo(new S3Connection.Answer(404, 3, "???"));
    }

    @Test
    void aBrokenConnectionIsOpenedAgain() throws IOException {
        connection.put("/b/k", 0, _ -> ByteBuffer.allocate(0));
        connection.close();

        assertThat(read("/b/k", "")).isEmpty();
    }

    @Test
    void aServerThatIsGoneIsAnError() {
        server.stop(0);

        assertThatIOException().isThrownBy(() -> read("/b/k", ""));
    }
}
