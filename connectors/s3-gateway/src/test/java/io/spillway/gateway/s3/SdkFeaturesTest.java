package io.spillway.gateway.s3;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What S3 can do besides put, get and list, through the AWS SDK. */
class SdkFeaturesTest {
    private static final int PART = 5 << 20;

    private static GatewayFixture gateway;
    private static S3Client s3;
    private String bucket = "";

    @BeforeAll
    static void start() {
        gateway = GatewayFixture.start();
        s3 = SyncSdkTest.client(gateway, UrlConnectionHttpClient.builder(), GatewayFixture.KEY);
    }

    @AfterAll
    static void stop() {
        s3.close();
        gateway.close();
    }

    @BeforeEach
    void makeBucket() {
        bucket = "features-" + System.nanoTime();
        s3.createBucket(b -> b.bucket(bucket));
    }

    private void put(String key, String body) {
        s3.putObject(b -> b.bucket(bucket).key(key), RequestBody.fromString(body));
    }

    private String get(String key) {
        return s3.getObjectAsBytes(b -> b.bucket(bucket).key(key)).asUtf8String();
    }

    private static void assertError(ThrowingCallable call, int status, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.statusCode()).isEqualTo(status);
            if (!code.isEmpty()) {
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(value = ChecksumAlgorithm.class, names = {"CRC32", "CRC32_C", "CRC64_NVME", "SHA1", "SHA256"})
    void everyChecksumIsKeptAndAnswered(ChecksumAlgorithm algorithm) {
        var put = s3.putObject(b -> b.bucket(bucket).key("k").checksumAlgorithm(algorithm),
                RequestBody.fromString("some bytes"));
        var head = s3.headObject(b -> b.bucket(bucket).key("k").checksumMode(ChecksumMode.ENABLED));
        List<String> given = Stream.of(put.checksumCRC32(), put.checksumCRC32C(),
                put.checksumCRC64NVME(), put.checksumSHA1(), put.checksumSHA256()).filter(Objects::nonNull)
                .toList();
        List<String> kept = Stream.of(head.checksumCRC32(), head.checksumCRC32C(),
                head.checksumCRC64NVME(), head.checksumSHA1(), head.checksumSHA256())
                .filter(Objects::nonNull).toList();
        assertThat(given).hasSize(1).isEqualTo(kept);
        assertThat(head.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
    }

    @Test
    void aWrongChecksumOrMd5IsRefusedAndNothingIsKept() {
        assertError(() -> s3.putObject(b -> b.bucket(bucket).key("k").checksumCRC32("AAAAAA=="),
                RequestBody.fromString("x")), 400, "BadDigest");
        assertError(() -> s3.putObject(b -> b.bucket(bucket).key("k").contentMD5("1B2M2Y8AsgTpgAmY7PhCfg=="),
                RequestBody.fromString("x")), 400, "BadDigest");
        assertError(() -> s3.putObject(b -> b.bucket(bucket).key("k").contentMD5("nonsense"),
                RequestBody.fromString("x")), 400, "InvalidDigest");
        assertThat(s3.listObjectsV2(b -> b.bucket(bucket)).contents()).isEmpty();
    }

    @Test
    void conditionsHold() {
        put("k", "one");
        String etag = s3.headObject(b -> b.bucket(bucket).key("k")).eTag();
        assertError(() -> s3.putObject(b -> b.bucket(bucket).key("k").ifNoneMatch("*"),
                RequestBody.fromString("two")), 412, "PreconditionFailed");
        assertError(() -> s3.putObject(b -> b.bucket(bucket).key("k").ifMatch("\"0123\""),
                RequestBody.fromString("two")), 412, "PreconditionFailed");
        assertError(() -> s3.getObject(b -> b.bucket(bucket).key("k").ifNoneMatch(etag)), 304, "");
        assertError(() -> s3.getObject(b -> b.bucket(bucket).key("k").ifMatch("\"0123\"")), 412,
                "PreconditionFailed");
        assertThat(get("k")).isEqualTo("one");
        s3.putObject(b -> b.bucket(bucket).key("k").ifMatch(etag), RequestBody.fromString("three"));
        assertThat(get("k")).isEqualTo("three");
    }

    @Test
    void deleteObjectsAnswersForEachKey() {
        put("a", "x");
        put("b/ü&<", "x");
        var answer = s3.deleteObjects(b -> b.bucket(bucket).delete(Delete.builder().objects(
                ObjectIdentifier.builder().key("a").build(), ObjectIdentifier.builder().key("b/ü&<").build(),
                ObjectIdentifier.builder().key("absent").build(),
                ObjectIdentifier.builder().key("x".repeat(1025)).build()).build()));
        assertThat(answer.deleted()).extracting(d -> d.key()).containsExactly("a", "b/ü&<", "absent");
        assertThat(answer.errors()).singleElement().satisfies(
                error -> assertThat(error.code()).isEqualTo("KeyTooLongError"));
        assertThat(s3.listObjectsV2(b -> b.bucket(bucket)).contents()).isEmpty();
    }

    @Test
    void copiesKeepOrReplaceMetadata() {
        s3.putObject(b -> b.bucket(bucket).key("source ü").metadata(Map.of("colour", "green")),
                RequestBody.fromString("x"));
        s3.copyObject(b -> b.sourceBucket(bucket).sourceKey("source ü").destinationBucket(bucket)
                .destinationKey("kept"));
        assertThat(s3.headObject(b -> b.bucket(bucket).key("kept")).metadata()).containsEntry("colour", "green");
        s3.copyObject(b -> b.sourceBucket(bucket).sourceKey("source ü").destinationBucket(bucket)
                .destinationKey("replaced").metadataDirective(MetadataDirective.REPLACE).metadata(Map.of("size", "9")));
        assertThat(s3.headObject(b -> b.bucket(bucket).key("replaced")).metadata())
                .containsExactly(Map.entry("size", "9"));
        assertError(() -> s3.copyObject(b -> b.sourceBucket(bucket).sourceKey("kept").destinationBucket(bucket)
                .destinationKey("kept")), 400, "InvalidRequest");
        assertError(() -> s3.copyObject(b -> b.sourceBucket(bucket).sourceKey("kept").destinationBucket(bucket)
                .destinationKey("never").copySourceIfMatch("\"0\"")), 412, "PreconditionFailed");
    }

    @Test
    void copyingAnotherAccountsObjectIsDenied() {
        put("secret", "x");
        try (S3Client other = SyncSdkTest.client(gateway, UrlConnectionHttpClient.builder(),
                GatewayFixture.OTHER_KEY)) {
            String own = "own-" + System.nanoTime();
            other.createBucket(b -> b.bucket(own));
            assertError(() -> other.copyObject(b -> b.sourceBucket(bucket).sourceKey("secret").destinationBucket(own)
                    .destinationKey("stolen")), 403, "AccessDenied");
        }
    }

    @Test
    void anUploadInPartsBecomesAnObject() {
        byte[] first = new byte[PART];
        new Random(1).nextBytes(first);
        byte[] second = "the end".getBytes(StandardCharsets.UTF_8);
        CreateMultipartUploadResponse begun = s3.createMultipartUpload(b -> b.bucket(bucket).key("big")
                .checksumAlgorithm(ChecksumAlgorithm.CRC32).contentType("text/z"));
        String id = begun.uploadId();
        UploadPartResponse one = s3.uploadPart(b -> b.bucket(bucket).key("big").uploadId(id).partNumber(1),
                RequestBody.fromBytes(first));
        UploadPartResponse two = s3.uploadPart(b -> b.bucket(bucket).key("big").uploadId(id).partNumber(2),
                RequestBody.fromBytes(second));
        assertThat(s3.listMultipartUploads(b -> b.bucket(bucket)).uploads()).singleElement()
                .satisfies(upload -> assertThat(upload.uploadId()).isEqualTo(id));
        assertThat(s3.listPartsPaginator(b -> b.bucket(bucket).key("big").uploadId(id).maxParts(1)).parts())
                .extracting(part -> part.size()).containsExactly((long) PART, 7L);
        var done = s3.completeMultipartUpload(b -> b.bucket(bucket).key("big").uploadId(id)
                .mpuObjectSize((long) PART + 7).multipartUpload(m -> m.parts(part(1, one), part(2, two))));
        assertThat(done.eTag()).endsWith("-2\"");
        var head = s3.headObject(b -> b.bucket(bucket).key("big").checksumMode(ChecksumMode.ENABLED));
        assertThat(head.checksumCRC32()).isEqualTo(done.checksumCRC32()).endsWith("-2");
        assertThat(head.contentType()).isEqualTo("text/z");
        assertThat(s3.getObjectAsBytes(b -> b.bucket(bucket).key("big").partNumber(2)).asByteArray())
                .isEqualTo(second);
        assertThat(s3.listMultipartUploads(b -> b.bucket(bucket)).uploads()).isEmpty();
    }

    @Test
    void aClaimedFullObjectChecksumIsComparedAtCompletion() {
        byte[] first = new byte[PART];
        new Random(2).nextBytes(first);
        byte[] second = "tail".getBytes(StandardCharsets.UTF_8);
        var begun = s3.createMultipartUpload(b -> b.bucket(bucket).key("big")
                .checksumAlgorithm(ChecksumAlgorithm.CRC64_NVME).checksumType(ChecksumType.FULL_OBJECT));
        String id = begun.uploadId();
        var one = s3.uploadPart(b -> b.bucket(bucket).key("big").uploadId(id).partNumber(1)
                .checksumAlgorithm(ChecksumAlgorithm.CRC64_NVME), RequestBody.fromBytes(first));
        var two = s3.uploadPart(b -> b.bucket(bucket).key("big").uploadId(id).partNumber(2)
                .checksumAlgorithm(ChecksumAlgorithm.CRC64_NVME), RequestBody.fromBytes(second));
        assertError(() -> s3.completeMultipartUpload(b -> b.bucket(bucket).key("big").uploadId(id)
                .checksumCRC64NVME("AAAAAAAAAAA=").multipartUpload(m -> m.parts(part(1, one), part(2, two)))), 400,
                "BadDigest");
        byte[] whole = new byte[PART + 4];
        System.arraycopy(first, 0, whole, 0, PART);
        System.arraycopy(second, 0, whole, PART, 4);
        String right = s3.putObject(b -> b.bucket(bucket).key("whole")
                .checksumAlgorithm(ChecksumAlgorithm.CRC64_NVME), RequestBody.fromBytes(whole)).checksumCRC64NVME();
        var done = s3.completeMultipartUpload(b -> b.bucket(bucket).key("big").uploadId(id).checksumCRC64NVME(right)
                .multipartUpload(m -> m.parts(part(1, one), part(2, two))));
        assertThat(done.checksumCRC64NVME()).isEqualTo(right);
        assertThat(done.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
    }

    @Test
    void theKindOfChecksumAndTheSizeAreComparedAtCompletion() {
        String id = s3.createMultipartUpload(b -> b.bucket(bucket).key("big")
                .checksumAlgorithm(ChecksumAlgorithm.CRC32).checksumType(ChecksumType.FULL_OBJECT)).uploadId();
        var only = s3.uploadPart(b -> b.bucket(bucket).key("big").uploadId(id).partNumber(1),
                RequestBody.fromString("only"));
        assertError(() -> s3.completeMultipartUpload(b -> b.bucket(bucket).key("big").uploadId(id)
                .checksumType(ChecksumType.COMPOSITE).multipartUpload(m -> m.parts(part(1, only)))), 400,
                "InvalidRequest");
        assertError(() -> s3.completeMultipartUpload(b -> b.bucket(bucket).key("big").uploadId(id)
                .checksumCRC32(only.checksumCRC32() + "-1").multipartUpload(m -> m.parts(part(1, only)))), 400,
                "InvalidRequest");
        assertError(() -> s3.completeMultipartUpload(b -> b.bucket(bucket).key("big").uploadId(id)
                .mpuObjectSize(5L).multipartUpload(m -> m.parts(part(1, only)))), 400, "InvalidRequest");
        assertError(() -> s3.completeMultipartUpload(b -> b.bucket(bucket).key("big").uploadId(id)
                .checksumCRC32C(only.checksumCRC32()).multipartUpload(m -> m.parts(part(1, only)))), 400,
                "InvalidRequest");
        assertThat(s3.listObjectsV2(b -> b.bucket(bucket)).contents()).isEmpty();
        s3.completeMultipartUpload(b -> b.bucket(bucket).key("big").uploadId(id).mpuObjectSize(4L)
                .checksumType(ChecksumType.FULL_OBJECT).checksumCRC32(only.checksumCRC32())
                .multipartUpload(m -> m.parts(part(1, only))));
        assertThat(get("big")).isEqualTo("only");
    }

    @Test
    void faultsAtCompletionAreNamed() {
        String id = s3.createMultipartUpload(b -> b.bucket(bucket).key("big")).uploadId();
        var small = s3.uploadPart(b -> b.bucket(bucket).key("big").uploadId(id).partNumber(1),
                RequestBody.fromString("small"));
        var last = s3.uploadPart(b -> b.bucket(bucket).key("big").uploadId(id).partNumber(2),
                RequestBody.fromString("last"));
        assertError(() -> s3.completeMultipartUpload(b -> b.bucket(bucket).key("big").uploadId(id)
                .multipartUpload(m -> m.parts(part(1, small), part(2, last)))), 400, "EntityTooSmall");
        assertError(() -> s3.completeMultipartUpload(b -> b.bucket(bucket).key("big").uploadId(id)
                .multipartUpload(m -> m.parts(part(2, last), part(1, small)))), 400, "InvalidPartOrder");
        assertError(() -> s3.completeMultipartUpload(b -> b.bucket(bucket).key("big").uploadId(id)
                .multipartUpload(m -> m.parts(part(3, last)))), 400, "InvalidPart");
        assertError(() -> s3.uploadPart(b -> b.bucket(bucket).key("big").uploadId("0".repeat(32)).partNumber(1),
                RequestBody.fromString("x")), 404, "NoSuchUpload");
        s3.abortMultipartUpload(b -> b.bucket(bucket).key("big").uploadId(id));
        assertError(() -> s3.listParts(b -> b.bucket(bucket).key("big").uploadId(id)), 404, "NoSuchUpload");
    }

    private static CompletedPart part(int number, UploadPartResponse part) {
        return CompletedPart.builder().partNumber(number).eTag(part.eTag()).checksumCRC32(part.checksumCRC32())
                .checksumCRC64NVME(part.checksumCRC64NVME()).build();
    }

    @Test
    void metadataThatIsNotAsciiAndKeysOfEveryKindSurvive() {
        for (String key : List.of("a+b c", "ü/ß", "//", "../x", "emoji-\uD83D\uDE00", "tab\tnl\n", "%41", "a?b=c&d")) {
            put(key, key);
            assertThat(get(key)).isEqualTo(key);
        }
        assertThat(s3.listObjectsV2(b -> b.bucket(bucket)).contents()).extracting(o -> o.key())
                .contains("a+b c", "ü/ß", "//", "../x", "emoji-\uD83D\uDE00", "tab\tnl\n", "%41", "a?b=c&d");
    }

    @Test
    void bucketsAnswerAsInS3() {
        assertThat(s3.getBucketLocation(b -> b.bucket(bucket)).locationConstraintAsString()).isNullOrEmpty();
        assertThat(s3.headBucket(b -> b.bucket(bucket)).bucketRegion()).isEqualTo(GatewayFixture.REGION);
        assertError(() -> s3.createBucket(b -> b.bucket(bucket)), 409, "BucketAlreadyOwnedByYou");
        assertError(() -> s3.createBucket(b -> b.bucket("elsewhere-" + bucket)
                .createBucketConfiguration(c -> c.locationConstraint("eu-west-1"))), 400,
                "IllegalLocationConstraintException");
        put("k", "x");
        assertError(() -> s3.deleteBucket(b -> b.bucket(bucket)), 409, "BucketNotEmpty");
        assertError(() -> s3.headBucket(b -> b.bucket("no-such-bucket-at-all")), 404, "");
    }

    @Test
    void whatIsNotThereSaysSo() {
        put("k", "x");
        assertError(() -> s3.getBucketVersioning(b -> b.bucket(bucket)), 501, "NotImplemented");
        assertError(() -> s3.getObjectTagging(b -> b.bucket(bucket).key("k")), 501, "NotImplemented");
        assertError(() -> s3.getObjectAcl(b -> b.bucket(bucket).key("k")), 501, "NotImplemented");
        assertError(() -> s3.getObject(b -> b.bucket(bucket).key("k").versionId("v")), 501, "NotImplemented");
        assertError(() -> s3.putObject(b -> b.bucket(bucket).key("k").tagging("a=b"), RequestBody.fromString("x")),
                501, "NotImplemented");
        assertError(() -> s3.putObject(b -> b.bucket(bucket).key("k").acl("public-read"),
                RequestBody.fromString("x")), 501, "NotImplemented");
        assertError(() -> s3.putObject(b -> b.bucket(bucket).key("k").storageClass("GLACIER"),
                RequestBody.fromString("x")), 400, "InvalidStorageClass");
        assertError(() -> s3.deleteBucketPolicy(b -> b.bucket(bucket)), 501, "NotImplemented");
        assertThat(get("k")).isEqualTo("x");
    }

    @Test
    void ranges() {
        put("k", "0123456789");
        assertThat(range("bytes=-3")).isEqualTo("789");
        assertThat(range("bytes=8-")).isEqualTo("89");
        assertThat(range("bytes=0-99")).isEqualTo("0123456789");
        assertError(() -> range("bytes=10-"), 416, "InvalidRange");
        assertError(() -> range("bytes=0-1,3-4"), 501, "NotImplemented");
    }

    private String range(String range) {
        return s3.getObjectAsBytes(b -> b.bucket(bucket).key("k").range(range)).asUtf8String();
    }
}
