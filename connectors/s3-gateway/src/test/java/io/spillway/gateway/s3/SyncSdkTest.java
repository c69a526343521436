package io.spillway.gateway.s3;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.spillway.cluster.api.account.AccessKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The AWS SDK's sync client at its defaults, over both of its HTTP clients. */
class SyncSdkTest {
    private static GatewayFixture gateway;

    @BeforeAll
    static void start() {
        gateway = GatewayFixture.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    static Stream<SdkHttpClient.Builder<?>> httpClients() {
        return Stream.of(Apache5HttpClient.builder(), UrlConnectionHttpClient.builder());
    }

    private static S3Client client(SdkHttpClient.Builder<?> http, AccessKey key) {
        return client(gateway, http, key);
    }

    static S3Client client(GatewayFixture gateway, SdkHttpClient.Builder<?> http, AccessKey key) {
        return S3Client.builder().endpointOverride(gateway.endpoint()).region(Region.of(GatewayFixture.REGION))
                .credentialsProvider(GatewayFixture.credentials(key)).forcePathStyle(true).httpClientBuilder(http)
                .build();
    }

    @ParameterizedTest
    @MethodSource("httpClients")
    void objectsOfEverySizeComeBackAsTheyWent(SdkHttpClient.Builder<?> http) {
        try (S3Client s3 = client(http, GatewayFixture.KEY)) {
            String bucket = "sizes-" + System.nanoTime();
            s3.createBucket(b -> b.bucket(bucket));
            for (int size : new int[]{0, 1, 8191, 8192, 65_536, 262_144, 262_145, 3_000_001}) {
                byte[] body = new byte[size];
                new Random(size).nextBytes(body);
                s3.putObject(b -> b.bucket(bucket).key("size/" + size).contentType("text/x")
                        .metadata(Map.of("colour", "green")), RequestBody.fromBytes(body));
                var answer = s3.getObjectAsBytes(
                        b -> b.bucket(bucket).key("size/" + size).checksumMode(ChecksumMode.ENABLED));
                assertThat(answer.asByteArray()).isEqualTo(body);
                GetObjectResponse head = answer.response();
                assertThat(head.contentType()).isEqualTo("text/x");
                assertThat(head.metadata()).containsExactly(Map.entry("colour", "green"));
                assertThat(head.checksumCRC32()).as("the SDK's default checksum was kept").isNotNull();
                assertThat(head.contentEncoding()).isNull();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("httpClients")
    void listingsPageThroughAllKeys(SdkHttpClient.Builder<?> http) {
        try (S3Client s3 = client(http, GatewayFixture.KEY)) {
            String bucket = "lists-" + System.nanoTime();
            s3.createBucket(b -> b.bucket(bucket));
            IntStream.range(0, 25).forEach(i -> s3.putObject(b -> b.bucket(bucket).key("a b+ü/%d".formatted(i)),
                    RequestBody.fromString("x")));
            assertThat(s3.listObjectsV2Paginator(b -> b.bucket(bucket).maxKeys(7)).contents().stream()
                    .map(S3Object::key)).hasSize(25).isSorted().allMatch(key -> key.startsWith("a b+ü/"));
            assertThat(s3.listObjectsV2(b -> b.bucket(bucket).delimiter("/")).commonPrefixes())
                    .singleElement().satisfies(prefix -> assertThat(prefix.prefix()).isEqualTo("a b+ü/"));
            assertThat(s3.listObjects(b -> b.bucket(bucket).maxKeys(10)).isTruncated()).isTrue();
            assertThat(s3.listBuckets().buckets()).extracting(b -> b.name()).contains(bucket);
        }
    }

    @ParameterizedTest
    @MethodSource("httpClients")
    void rangesHeadAndDeleteWork(SdkHttpClient.Builder<?> http) {
        try (S3Client s3 = client(http, GatewayFixture.KEY)) {
            String bucket = "ranges-" + System.nanoTime();
            s3.createBucket(b -> b.bucket(bucket));
            s3.putObject(b -> b.bucket(bucket).key("k"), RequestBody.fromString("0123456789"));
            assertThat(s3.getObject(b -> b.bucket(bucket).key("k").range("bytes=2-4"))).asString(
                    StandardCharsets.UTF_8).isEqualTo("234");
            assertThat(s3.headObject(b -> b.bucket(bucket).key("k")).contentLength()).isEqualTo(10);
            s3.deleteObject(b -> b.bucket(bucket).key("k"));
            assertThatThrownBy(() -> s3.getObject(b -> b.bucket(bucket).key("k")))
                    .isInstanceOf(NoSuchKeyException.class);
            s3.deleteBucket(b -> b.bucket(bucket));
        }
    }

    @ParameterizedTest
    @MethodSource("httpClients")
    void anotherAccountSeesNothing(SdkHttpClient.Builder<?> http) {
        try (S3Client s3 = client(http, GatewayFixture.KEY);
                S3Client other = client(http,
                        GatewayFixture.OTHER_KEY)) {
            String bucket = "private-" + System.nanoTime();
            s3.createBucket(b -> b.bucket(bucket));
            s3.putObject(b -> b.bucket(bucket).key("k"), RequestBody.fromString("x"));
            assertThatThrownBy(() -> other.getObject(b -> b.bucket(bucket).key("k")))
                    .isInstanceOfSatisfying(S3Exception.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
            assertThat(other.listBuckets().buckets()).extracting(b -> b.name()).doesNotContain(bucket);
        }
    }
}
