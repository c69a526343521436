package io.spillway.gateway.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Bodies larger than all the memory that the test has, heap and direct, pass through both ways. */
class LargeBodiesTest {
    /** Heap and direct memory of a test are 512 MiB each at most. */
    private static final long SIZE = Long.getLong("spillway.test.body", 1536L << 20);

    private final EndlessObjectStore store = new EndlessObjectStore(SIZE);
    private GatewayFixture gateway;

    @BeforeEach
    void start() {
        gateway = GatewayFixture.start(store.asObjectStore(), c -> c, Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void aPutPassesThrough() throws IOException {
        byte[] piece = new byte[1 << 20];
        try (Socket socket = new Socket(gateway.address().getAddress(), gateway.address().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(new RawRequest("PUT", "/bucket/k").header("content-length", Long.toString(SIZE)).head());
            for (long sent = 0; sent < SIZE; sent += piece.length) {
                out.write(piece);
            }
            assertThat(new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 200 OK");
        }
        assertThat(store.received()).isEqualTo(SIZE);
    }

    @Test
    void aGetPassesThrough() throws IOException {
        try (Socket socket = new Socket(gateway.address().getAddress(), gateway.address().getPort())) {
            socket.getOutputStream().write(new RawRequest("GET", "/bucket/k").unsignedHeader("connection", "close")
                    .head());
            InputStream in = socket.getInputStream();
            byte[] piece = new byte[1 << 20];
            long received = 0;
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                received += count;
            }
            assertThat(received).isBetween(SIZE, SIZE + 1024);
        }
    }
}
