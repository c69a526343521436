package io.spillway.gateway.s3;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

import io.spillway.gateway.s3.http.GatewayLimits;
import io.spillway.gateway.s3.http.GatewayLimits.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Connections: kept, pipelined, slow, cut off, too many. */
class ConnectionsTest {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final GatewayLimits LIMITS = new GatewayLimits(20, 4, 1 << 10, new GatewayLimits.Patience(SHORT,
            Duration.ofMillis(1500), SHORT, Duration.ofMinutes(1), Duration.ofSeconds(2)));

    private GatewayFixture gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = GatewayFixture.start(GatewayFixture.store(), c -> c.withLimits(LIMITS), Clock.systemUTC());
        RawConnection.exchange(gateway, new RawRequest("PUT", "/bucket"));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private String listing() throws IOException {
        return RawConnection.exchange(gateway, new RawRequest("GET", "/bucket")).body();
    }

    @Test
    void aConnectionServesManyRequestsAndPipelinedOnesInOrder() throws IOException {
        try (RawConnection connection = new RawConnection(gateway)) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 50; i++) {
                all.append(new String(new RawRequest("PUT", "/bucket/k" + i).body("body " + i).bytes(),
                        StandardCharsets.ISO_8859_1));
                all.append(new String(new RawRequest("GET", "/bucket/k" + i).bytes(), StandardCharsets.ISO_8859_1));
            }
            connection.send(all.toString());
            for (int i = 0; i < 50; i++) {
                assertThat(connection.answer().status()).isEqualTo(200);
                assertThat(connection.answer().body()).isEqualTo("body " + i);
            }
        }
    }

    @Test
    void aRequestThatComesByteByByteIsServed() throws IOException {
        try (GatewayFixture patient = GatewayFixture.start(); RawConnection connection = new RawConnection(patient)) {
            connection.send(new RawRequest("PUT", "/bucket").bytes());
            assertThat(connection.answer().status()).isEqualTo(200);
            for (byte one : new RawRequest("PUT", "/bucket/k").body("slow").bytes()) {
                connection.send(new byte[]{one});
            }
            assertThat(connection.answer().status()).isEqualTo(200);
            connection.send(new RawRequest("GET", "/bucket/k").bytes());
            assertThat(connection.answer().body()).isEqualTo("slow");
        }
    }

    @Test
    void aRefusedBodyOfTwoPiecesIsSkippedBeforeTheNextRequest() throws IOException {
        try (RawConnection connection = new RawConnection(gateway)) {
            RawRequest refused = new RawRequest("PUT", "/no-such-bucket/k").body("0123456789");
            connection.send(refused.head());
            assertThat(connection.answer().has("NoSuchBucket")).isTrue();
            connection.send("01234").send("5").send("6789").send(new RawRequest("GET", "/bucket").bytes());
            assertThat(connection.answer().body()).contains("<Name>bucket</Name>");
        }
    }

    @Test
    void aLongRefusedBodyIsAnsweredBeforeTheConnectionEnds() throws IOException {
        try (RawConnection connection = new RawConnection(gateway)) {
            RawRequest refused = new RawRequest("PUT", "/no-such-bucket/k").body(new byte[1 << 20]);
            connection.send(refused.bytes());
            RawConnection.Answer answer = connection.answer();
            assertThat(answer.has("NoSuchBucket")).isTrue();
            assertThat(answer.headers()).containsEntry("connection", "close");
            assertThat(connection.isClosedByGateway()).isTrue();
        }
    }

    @Test
    void leaveToSendIsGivenOnceAndOnlyToATrueSignature() throws IOException {
        try (RawConnection connection = new RawConnection(gateway)) {
            RawRequest request = new RawRequest("PUT", "/bucket/k").unsignedHeader("expect", "100-continue")
                    .body("body");
            connection.send(request.head());
            assertThat(connection.answer().status()).isEqualTo(100);
            connection.send("body");
            assertThat(connection.answer().status()).isEqualTo(200);
            connection.send(request.signature("0".repeat(64)).head());
            assertThat(connection.answer().status()).isEqualTo(403);
            assertThat(connection.isClosedByGateway()).isTrue();
        }
    }

    @Test
    void aClientThatGoesAwayLeavesNothing() throws IOException {
        try (RawConnection connection = new RawConnection(gateway)) {
            connection.send(new RawRequest("PUT", "/bucket/k").body("0123456789").head()).send("01234");
        }
        assertThat(listing()).doesNotContain("<Contents>");
    }

    @Test
    void aClientThatStallsWithinItsBodyIsToldSo() throws IOException {
        try (RawConnection connection = new RawConnection(gateway)) {
            connection.send(new RawRequest("PUT", "/bucket/k").body("0123456789").head()).send("01234");
            assertThat(connection.answer().has("RequestTimeout")).isTrue();
        }
        assertThat(listing()).doesNotContain("<Contents>");
    }

    /** Each sends a byte long before it would be given up, and so would keep its place for as long as it likes. */
    @Test
    void clientsThatSendTooSlowlyLoseTheirPlacesAmongTheRequests() throws IOException {
        List<RawConnection> slow = new ArrayList<>();
        try {
            for (int i = 0; i < LIMITS.requests(); i++) {
                slow.add(new RawConnection(gateway));
                slow.getLast().send(new RawRequest("PUT", "/bucket/slow").body(new byte[10_000]).head());
                drip(slow.getLast(), 10_000);
            }
            assertThat(listing()).contains("<Name>bucket</Name>").doesNotContain("<Contents>");
            for (RawConnection one : slow) {
                RawConnection.Answer answer = one.answer();
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.has("RequestTimeout")).isTrue();
            }
        } finally {
            for (RawConnection one : slow) {
                one.close();
            }
        }
    }

    /** Sends byte after byte, until there are none left or the gateway has had enough. */
    private static void drip(RawConnection connection, int count) {
        Thread.ofVirtual().start(() -> {
            try {
                for (int sent = 0; sent < count; sent++) {
                    connection.send("x");
                    LockSupport.parkNanos(SHORT.dividedBy(20).toNanos());
                }
            } catch (IOException _) {
                // The connection was closed, which ends the dripping.
            }
        });
    }

    @Test
    void aTransferThatOutlastsItsTimeEnds() throws IOException {
        Patience hasty = new Patience(SHORT, SHORT, Duration.ofSeconds(30), SHORT, SHORT);
        try (GatewayFixture strict = GatewayFixture.start(GatewayFixture.store(),
                c -> c.withLimits(new GatewayLimits(20, 4, 1, hasty)), Clock.systemUTC());
                RawConnection connection = new RawConnection(strict)) {
            connection.send(new RawRequest("PUT", "/bucket").bytes());
            assertThat(connection.answer().status()).isEqualTo(200);
            connection.send(new RawRequest("PUT", "/bucket/k").body(new byte[100]).head());
            drip(connection, 100);
            assertThat(connection.answer().has("RequestTimeout")).isTrue();
        }
    }

    /** It takes a little again and again, and so is never without a byte for as long as a stall. */
    @Test
    void aClientThatTakesItsAnswerTooSlowlyIsCutOff() throws IOException {
        long size = 192L << 20;
        Patience patience = new Patience(SHORT, SHORT, Duration.ofSeconds(3), Duration.ofMinutes(1), SHORT);
        try (GatewayFixture endless = GatewayFixture.start(new EndlessObjectStore(size).asObjectStore(),
                c -> c.withLimits(new GatewayLimits(20, 1, 1L << 30, patience)), Clock.systemUTC());
                Socket slow = new Socket()) {
            slow.setReceiveBufferSize(256 << 10);
            slow.connect(endless.address());
            slow.getOutputStream()
                    .write(new RawRequest("GET", "/bucket/k").unsignedHeader("connection", "close").bytes());
            byte[] some = new byte[256 << 10];
            long taken = 0;
            int count = 0;
            while (count >= 0) {
                taken += count;
                LockSupport.parkNanos(SHORT.dividedBy(40).toNanos());
                count = readOrEnd(slow, some);
            }
            assertThat(taken).isLessThan(size);
            assertThat(RawConnection.exchange(endless, new RawRequest("GET", "/bucket/other").header("range",
                    "bytes=0-3")).status()).isEqualTo(206);
        }
    }

    private static int readOrEnd(Socket socket, byte[] some) throws IOException {
        try {
            return socket.getInputStream().read(some);
        } catch (SocketException _) {
            return -1;
        }
    }

    @Test
    void slowHeadsAndIdleConnectionsAreClosed() throws IOException {
        try (RawConnection slow = new RawConnection(gateway); RawConnection idle = new RawConnection(gateway)) {
            slow.send("GET / HTTP/1.1\r\nhost: x\r\n");
            assertThat(slow.isClosedByGateway()).isTrue();
            assertThat(idle.isClosedByGateway()).isTrue();
        }
    }

    @Test
    void headsOverTheirBoundsAreRefused() throws IOException {
        try (RawConnection connection = new RawConnection(gateway)) {
            connection.send("GET / HTTP/1.1\r\nhost: x\r\nx: " + "y".repeat(20_000) + "\r\n\r\n");
            assertThat(connection.answer().has("RequestHeaderSectionTooLarge")).isTrue();
            assertThat(connection.isClosedByGateway()).isTrue();
        }
        try (RawConnection connection = new RawConnection(gateway)) {
            connection.send("GET /" + "y".repeat(20_000) + " HTTP/1.1\r\nhost: x\r\n\r\n");
            assertThat(connection.answer().has("RequestHeaderSectionTooLarge")).isTrue();
        }
    }

    @Test
    void whatTwoReadersCouldReadInTwoWaysIsRefused() throws IOException {
        for (String head : new String[]{"content-length: 4\r\ntransfer-encoding: chunked\r\n",
                "content-length: 4\r\ncontent-length: 5\r\n", "content-length: 4\r\ntransfer-encoding: xchunked\r\n",
                "transfer-encoding: gzip, chunked\r\n", "content-length: 4\r\ntransfer-encoding: identity\r\n",
                "content-length: -1\r\n", "content-length: 4x\r\n"}) {
            try (RawConnection connection = new RawConnection(gateway)) {
                connection.send("PUT /bucket/k HTTP/1.1\r\nhost: x\r\n" + head + "\r\n");
                assertThat(connection.answer().status()).as(head).isEqualTo(400);
                assertThat(connection.isClosedByGateway()).as(head).isTrue();
            }
        }
    }

    @Test
    void aTransferEncodingBeforeHttp11IsRefused() throws IOException {
        try (RawConnection connection = new RawConnection(gateway)) {
            connection.send(
                    "PUT /bucket/k HTTP/1.0\r\nhost: x\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n");
            assertThat(connection.answer().status()).isEqualTo(400);
            assertThat(connection.isClosedByGateway()).isTrue();
        }
    }

    @Test
    void aFloodOfTinyRequestsEndsItsConnection() throws IOException {
        try (RawConnection connection = new RawConnection(gateway)) {
            connection.send("GET / HTTP/1.1\r\n\r\n".repeat(12_000));
            connection.answer();
            assertThat(connection.isClosedByGateway()).isTrue();
        } catch (SocketException _) {
            // Closed with bytes unread, so the system may answer the rest by a reset.
            assertThat(RawConnection.exchange(gateway, new RawRequest("GET", "/bucket/absent")).status())
                    .isEqualTo(404);
        }
    }

    @Test
    void headHasNoBodyAndTheConnectionGoesOn() throws IOException {
        RawConnection.exchange(gateway, new RawRequest("PUT", "/bucket/k").body("body"));
        try (RawConnection connection = new RawConnection(gateway)) {
            connection.send(new RawRequest("HEAD", "/bucket/k").bytes());
            assertThat(connection.answer(false).headers()).containsEntry("content-length", "4");
            connection.send(new RawRequest("HEAD", "/bucket/absent").bytes());
            assertThat(connection.answer(false).status()).isEqualTo(404);
            connection.send(new RawRequest("GET", "/bucket/k").bytes());
            assertThat(connection.answer().body()).isEqualTo("body");
        }
    }

    @Test
    void moreConnectionsThanAllowedAreClosed() throws IOException {
        RawConnection[] open = new RawConnection[20];
        try (GatewayFixture patient = GatewayFixture.start(GatewayFixture.store(),
                c -> c.withLimits(GatewayLimits.DEFAULT.withConcurrency(open.length, 4)), Clock.systemUTC())) {
            for (int i = 0; i < open.length; i++) {
                open[i] = new RawConnection(patient);
                open[i].send(new RawRequest("GET", "/").bytes());
                assertThat(open[i].answer().status()).isEqualTo(200);
            }
            try (RawConnection tooMany = new RawConnection(patient)) {
                assertThatThrownBy(() -> tooMany.send(new RawRequest("GET", "/").bytes()).answer())
                        .isInstanceOf(IOException.class);
            }
        } finally {
            for (RawConnection connection : open) {
                connection.close();
            }
        }
    }

    @Test
    void closingLetsARunningRequestEnd() throws IOException {
        try (RawConnection connection = new RawConnection(gateway); RawConnection idle = new RawConnection(gateway)) {
            connection.send(new RawRequest("PUT", "/bucket/k").unsignedHeader("expect", "100-continue").body("body")
                    .head());
            assertThat(connection.answer().status()).isEqualTo(100);
            CompletableFuture<Void> closed = CompletableFuture.runAsync(gateway::close);
            assertThat(idle.isClosedByGateway()).isTrue();
            connection.send("body");
            assertThat(connection.answer()).satisfies(answer -> {
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.headers()).containsEntry("connection", "close");
            });
            closed.join();
        }
    }

    @Test
    void bucketsAreReadFromTheHostUnderTheDomain() throws IOException {
        try (GatewayFixture virtual = GatewayFixture.start(GatewayFixture.store(),
                c -> c.withDomain("s3.example.com"), Clock.systemUTC())) {
            RawConnection.exchange(virtual, new RawRequest("PUT", "/").header("host", "my.bucket.S3.example.com:80"));
            RawConnection.exchange(virtual,
                    new RawRequest("PUT", "/a/b").header("host", "my.bucket.s3.example.com").body("x"));
            assertThat(RawConnection.exchange(virtual, new RawRequest("GET", "/my.bucket/a/b")
                    .header("host", "s3.example.com")).body()).isEqualTo("x");
        }
    }
}
