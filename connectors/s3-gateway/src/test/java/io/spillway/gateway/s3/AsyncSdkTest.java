package io.spillway.gateway.s3;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The AWS SDK's async client over Netty, at its defaults and with multipart, and its presigner. */
class AsyncSdkTest {
    private static GatewayFixture gateway;
    private static S3AsyncClient s3;

    @BeforeAll
    static void start() {
        gateway = GatewayFixture.start();
        s3 = S3AsyncClient.builder().endpointOverride(gateway.endpoint()).region(Region.of(GatewayFixture.REGION))
                .credentialsProvider(GatewayFixture.credentials(GatewayFixture.KEY)).forcePathStyle(true).build();
    }

    @AfterAll
    static void stop() {
        s3.close();
        gateway.close();
    }

    private static String bucket() {
        String bucket = "async-" + System.nanoTime();
        s3.createBucket(b -> b.bucket(bucket)).join();
        return bucket;
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @Test
    void manyObjectsAtOnceComeBackAsTheyWent() {
        String bucket = bucket();
        List<CompletableFuture<?>> puts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int size = i * 17_003;
            puts.add(s3.putObject(b -> b.bucket(bucket).key("k" + size), AsyncRequestBody.fromBytes(bytes(size))));
        }
        puts.forEach(CompletableFuture::join);
        for (int i = 0; i < 40; i++) {
            int size = i * 17_003;
            assertThat(s3.getObject(b -> b.bucket(bucket).key("k" + size), AsyncResponseTransformer.toBytes()).join()
                    .asByteArray()).isEqualTo(bytes(size));
        }
    }

    @Test
    void itsOwnMultipartUploadAndDownloadWork() {
        try (S3AsyncClient multipart = S3AsyncClient.builder().endpointOverride(gateway.endpoint())
                .region(Region.of(GatewayFixture.REGION))
                .credentialsProvider(GatewayFixture.credentials(GatewayFixture.KEY)).forcePathStyle(true)
                .multipartEnabled(true).build()) {
            String bucket = bucket();
            byte[] body = bytes(21_000_001);
            multipart.putObject(b -> b.bucket(bucket).key("big"), AsyncRequestBody.fromBytes(body)).join();
            assertThat(multipart.headObject(b -> b.bucket(bucket).key("big")).join().eTag()).contains("-");
            assertThat(multipart.getObject(b -> b.bucket(bucket).key("big"), AsyncResponseTransformer.toBytes())
                    .join().asByteArray()).isEqualTo(body);
        }
    }

    @Test
    void presignedRequestsNeedNoKey() throws Exception {
        String bucket = bucket();
        try (S3Presigner presigner = S3Presigner.builder().endpointOverride(gateway.endpoint())
                .region(Region.of(GatewayFixture.REGION))
                .credentialsProvider(GatewayFixture.credentials(GatewayFixture.KEY))
                .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build()).build();
                HttpClient http = HttpClient.newHttpClient()) {
            URI put = presigner.presignPutObject(p -> p.signatureDuration(Duration.ofMinutes(1))
                    .putObjectRequest(b -> b.bucket(bucket).key("a b/ü+"))).url().toURI();
            assertThat(http.send(HttpRequest.newBuilder(put).PUT(HttpRequest.BodyPublishers.ofString("hello"))
                    .build(), HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
            URI get = presigner.presignGetObject(p -> p.signatureDuration(Duration.ofMinutes(1))
                    .getObjectRequest(b -> b.bucket(bucket).key("a b/ü+").responseContentType("text/y"))).url()
                    .toURI();
            HttpResponse<String> answer = http.send(HttpRequest.newBuilder(get).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo("hello");
            assertThat(answer.headers().firstValue("content-type")).contains("text/y");
            URI forged = URI.create(get.toString().replace("text%2Fy", "text%2Fz"));
            assertThat(http.send(HttpRequest.newBuilder(forged).build(), HttpResponse.BodyHandlers.ofString())
                    .statusCode()).isEqualTo(403);
        }
    }

    @Test
    void aMissingBucketIsAnError() {
        assertThatThrownBy(() -> s3.putObject(b -> b.bucket("no-such-bucket").key("k"),
                AsyncRequestBody.fromBytes(bytes(3_000_000))).join()).hasMessageContaining("no-such-bucket");
    }
}
