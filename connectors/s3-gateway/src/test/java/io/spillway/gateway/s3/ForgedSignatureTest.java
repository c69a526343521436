package io.spillway.gateway.s3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

import io.spillway.cluster.api.account.AccessKey;
import io.spillway.gateway.s3.operation.S3Operation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** No route answers a request whose signature is false, in any of the forms that a signature has. */
class ForgedSignatureTest {
    private static final String FORGED = "0".repeat(64);
    private static final Map<S3Operation, String> ROUTES = routes();
    private static GatewayFixture gateway;

    /** Each operation with a target that routes to it; an operation without a row here fails the sweep. */
    private static Map<S3Operation, String> routes() {
        Map<S3Operation, String> routes = new EnumMap<>(S3Operation.class);
        routes.put(S3Operation.LIST_BUCKETS, "/");
        routes.put(S3Operation.GET_BUCKET_LOCATION, "/bucket?location=");
        routes.put(S3Operation.LIST_MULTIPART_UPLOADS, "/bucket?uploads=");
        routes.put(S3Operation.LIST_OBJECTS_V2, "/bucket?list-type=2");
        routes.put(S3Operation.LIST_OBJECTS, "/bucket");
        routes.put(S3Operation.HEAD_BUCKET, "/bucket");
        routes.put(S3Operation.CREATE_BUCKET, "/new-bucket");
        routes.put(S3Operation.DELETE_BUCKET, "/bucket");
        routes.put(S3Operation.DELETE_OBJECTS, "/bucket?delete=");
        routes.put(S3Operation.LIST_PARTS, "/bucket/key?uploadId=" + "0".repeat(32));
        routes.put(S3Operation.GET_OBJECT, "/bucket/key");
        routes.put(S3Operation.HEAD_OBJECT, "/bucket/key");
        routes.put(S3Operation.UPLOAD_PART, "/bucket/key?partNumber=1&uploadId=" + "0".repeat(32));
        routes.put(S3Operation.COPY_OBJECT, "/bucket/copy");
        routes.put(S3Operation.PUT_OBJECT, "/bucket/put");
        routes.put(S3Operation.CREATE_MULTIPART_UPLOAD, "/bucket/key?uploads=");
        routes.put(S3Operation.COMPLETE_MULTIPART_UPLOAD, "/bucket/key?uploadId=" + "0".repeat(32));
        routes.put(S3Operation.ABORT_MULTIPART_UPLOAD, "/bucket/key?uploadId=" + "0".repeat(32));
        routes.put(S3Operation.DELETE_OBJECT, "/bucket/key");
        return routes;
    }

    @BeforeAll
    static void start() throws IOException {
        gateway = GatewayFixture.start();
        RawConnection.exchange(gateway, new RawRequest("PUT", "/bucket"));
        assertThat(RawConnection.exchange(gateway, new RawRequest("PUT", "/bucket/key").body("x")).status())
                .isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static RawRequest request(S3Operation operation) {
        RawRequest request = new RawRequest(operation.method(), ROUTES.get(operation));
        if (operation == S3Operation.COPY_OBJECT) {
            request.header("x-amz-copy-source", "/bucket/key");
        }
        return operation.readsBody() ? request.body("body") : request;
    }

    @Test
    void everyOperationHasARow() {
        assertThat(ROUTES.keySet()).containsExactlyInAnyOrder(S3Operation.values());
    }

    /** Else the sweep would show nothing: a request that goes nowhere is refused whatever its signature. */
    @ParameterizedTest
    @EnumSource(S3Operation.class)
    void aTrueSignatureIsLetIn(S3Operation operation) throws IOException {
        // Not what would change what the other rows find.
        if (operation == S3Operation.DELETE_OBJECT || operation == S3Operation.DELETE_BUCKET) {
            return;
        }
        assertThat(status(request(operation))).isNotIn(403, 501);
    }

    @ParameterizedTest
    @EnumSource(S3Operation.class)
    void aForgedHeaderIsRefused(S3Operation operation) throws IOException {
        assertThat(status(request(operation).signature(FORGED))).isEqualTo(403);
        assertThat(status(request(operation).by(new AccessKey("AKIANOBODY", GatewayFixture.KEY.secret(),
                GatewayFixture.KEY.account())))).isEqualTo(403);
        assertUntouched();
    }

    @ParameterizedTest
    @EnumSource(S3Operation.class)
    void aForgedStreamIsRefused(S3Operation operation) throws IOException {
        for (String payload : new String[]{"STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"}) {
            assertThat(status(request(operation).header("x-amz-content-sha256", payload)
                    .header("x-amz-decoded-content-length", "4").body("4\r\nbody\r\n0\r\n\r\n").signature(FORGED)))
                    .isEqualTo(403);
        }
        assertUntouched();
    }

    @ParameterizedTest
    @EnumSource(S3Operation.class)
    void aForgedPresignedQueryIsRefused(S3Operation operation) throws IOException {
        String target = ROUTES.get(operation);
        String scope = new RawRequest("GET", "/").signer().scope();
        String timestamp = new RawRequest("GET", "/").signer().timestamp();
        String query = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=" + GatewayFixture.KEY.id() + "%2F"
                + scope.replace("/", "%2F") + "&X-Amz-Date=" + timestamp
                + "&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=" + FORGED;
        String head = operation.method() + " " + target + (target.contains("?") ? "&" : "?") + query
                + " HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 0\r\n\r\n";
        assertThat(statusOf(operation.method(), head)).isEqualTo(403);
        assertUntouched();
    }

    @ParameterizedTest
    @EnumSource(S3Operation.class)
    void anUnsignedRequestIsRefused(S3Operation operation) throws IOException {
        assertThat(statusOf(operation.method(), operation.method() + " " + ROUTES.get(operation)
                + " HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 0\r\n\r\n")).isEqualTo(403);
        assertUntouched();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bucket?acl=", "/bucket?policy=", "/bucket/key?tagging=", "/bucket/key?torrent="})
    void whatIsNotThereIsRefusedBeforeItIsSaidNotToBeThere(String target) throws IOException {
        assertThat(status(new RawRequest("GET", target).signature(FORGED))).isEqualTo(403);
        assertThat(status(new RawRequest("GET", target))).isEqualTo(501);
    }

    @Test
    void twoSignaturesAtOnceAreRefused() throws IOException {
        assertThat(RawConnection.exchange(gateway, new RawRequest("GET", "/bucket/key?X-Amz-Signature=" + FORGED)))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(400))
                .satisfies(answer -> assertThat(answer.has("InvalidArgument")).isTrue());
    }

    @Test
    void aScopeAnAgeOrAHeaderThatIsWrongIsRefused() throws IOException {
        Instant now = Clock.systemUTC().instant();
        assertCode(new RawRequest("GET", "/bucket/key").in("eu-west-1"), "AuthorizationHeaderMalformed");
        assertCode(new RawRequest("GET", "/bucket/key").at(now.minus(Duration.ofMinutes(16))),
                "RequestTimeTooSkewed");
        assertCode(new RawRequest("GET", "/bucket/key").at(now.plus(Duration.ofMinutes(16))),
                "RequestTimeTooSkewed");
        assertCode(new RawRequest("GET", "/bucket/key").unsignedHeader("x-amz-meta-a", "b"), "AccessDenied");
        assertCode(new RawRequest("GET", "/bucket/key").header("x-amz-security-token", "t"), "InvalidToken");
    }

    private static void assertCode(RawRequest request, String code) throws IOException {
        RawConnection.Answer answer = RawConnection.exchange(gateway, request);
        assertThat(answer.body()).contains("<Code>" + code + "</Code>");
    }

    private static int status(RawRequest request) throws IOException {
        byte[] bytes = request.bytes();
        return statusOf(new String(Arrays.copyOf(bytes, 4), StandardCharsets.ISO_8859_1).strip(),
                new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private static int statusOf(String method, String bytes) throws IOException {
        try (RawConnection connection = new RawConnection(gateway)) {
            return connection.send(bytes).answer(!method.equals("HEAD")).status();
        }
    }

    private static void assertUntouched() throws IOException {
        RawConnection.Answer answer = RawConnection.exchange(gateway, new RawRequest("GET", "/bucket/key"));
        assertThat(answer.body()).isEqualTo("x");
    }
}
