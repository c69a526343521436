package io.spillway.gateway.s3;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** A gateway before a real node with a folder as its target, a client of it, and one bucket. */
abstract class OnTieredNode {
    static final String BUCKET = "bucket";
    /** More than the sockets between the gateway and a client that does not read take in. */
    static final int LARGE = 48 * TieredNode.METACHUNK;

    @TempDir
    Path folder;
    TieredNode node;
    GatewayFixture gateway;
    S3Client s3;

    @BeforeEach
    void start() throws Exception {
        node = TieredNode.in(folder);
        gateway = GatewayFixture.start(node.store(), UnaryOperator.identity(), Clock.systemUTC());
        s3 = SyncSdkTest.client(gateway, UrlConnectionHttpClient.builder(), GatewayFixture.KEY);
        s3.createBucket(b -> b.bucket(BUCKET));
    }

    @AfterEach
    void stop() {
        s3.close();
        gateway.close();
        node.close();
    }

    static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
