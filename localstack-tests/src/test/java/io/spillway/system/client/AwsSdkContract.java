package io.spillway.system.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What every client of the AWS SDK does in its daily life. A subclass names the client, at its defaults but for
 * endpoint, region, credentials and path style; it serves all the tests, since one over Netty takes two seconds to close.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedAppliance.Provider.class)
abstract class AwsSdkContract {
    private static final AtomicLong BUCKETS = new AtomicLong();

    private final SdkCalls s3;
    private String bucket = "";

    private final Class<? extends S3Exception> missing;

    /** @param missing what the client makes of a GET that is answered by 404 */
    AwsSdkContract(SdkCalls s3, Class<? extends S3Exception> missing) {
        this.s3 = s3;
        this.missing = missing;
    }

    @BeforeEach
    void makeBucket() {
        bucket = getClass().getSimpleName().toLowerCase(Locale.ROOT) + "-" + BUCKETS.incrementAndGet();
        s3.createBucket(CreateBucketRequest.builder().bucket(bucket).build());
    }

    @AfterAll
    void disconnect() {
        s3.close();
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private PutObjectRequest.Builder put(String key) {
        return PutObjectRequest.builder().bucket(bucket).key(key);
    }

    private byte[] read(String key) {
        return s3.get(GetObjectRequest.builder().bucket(bucket).key(key).build()).asByteArray();
    }

    private HeadObjectResponse head(String key) {
        return s3.head(HeadObjectRequest.builder().bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED).build());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096, 131_072, 1_048_577, 9_000_001})
    void whatIsPutIsReadBack(int size) {
        byte[] body = random(size);

        String etag = s3.put(put("key").build(), body).eTag();

        ResponseBytes<GetObjectResponse> got = s3.get(GetObjectRequest.builder().bucket(bucket).key("key").build());
        assertThat(got.asByteArray()).isEqualTo(body);
        assertThat(got.response().contentLength()).isEqualTo(size);
        assertThat(got.response().eTag()).isEqualTo(etag).startsWith("\"").endsWith("\"");
        assertThat(head("key").contentLength()).isEqualTo(size);
    }

    @ParameterizedTest
    @EnumSource(value = ChecksumAlgorithm.class, names = {"CRC32", "CRC32_C", "CRC64_NVME", "SHA1", "SHA256"})
    void everyChecksumIsVerifiedStoredAndReturned(ChecksumAlgorithm algorithm) {
        byte[] body = random(300_000);
        s3.put(put("key").checksumAlgorithm(algorithm).build(), body);

        GetObjectResponse got = s3.get(GetObjectRequest.builder().bucket(bucket).key("key")
                .checksumMode(ChecksumMode.ENABLED).build()).response();
        HeadObjectResponse head = head("key");

        List<String> ofGet = new ArrayList<>(Arrays.asList(got.checksumCRC32(), got.checksumCRC32C(),
                got.checksumCRC64NVME(), got.checksumSHA1(), got.checksumSHA256()));
        List<String> ofHead = new ArrayList<>(Arrays.asList(head.checksumCRC32(), head.checksumCRC32C(),
                head.checksumCRC64NVME(), head.checksumSHA1(), head.checksumSHA256()));
        assertThat(ofGet).isEqualTo(ofHead);
        int expected = List.of(ChecksumAlgorithm.CRC32, ChecksumAlgorithm.CRC32_C, ChecksumAlgorithm.CRC64_NVME,
                ChecksumAlgorithm.SHA1, ChecksumAlgorithm.SHA256).indexOf(algorithm);
        assertThat(ofGet.get(expected)).isNotBlank();
    }

    @Test
    void headersAndMetadataComeBack() {
        s3.put(put("key").contentType("text/plain; charset=utf-8").cacheControl("no-cache")
                .contentDisposition("attachment").contentLanguage("de").contentEncoding("identity")
                .metadata(Map.of("colour", "red and blue", "owner", "me")).build(), random(10));

        HeadObjectResponse head = head("key");

        assertThat(head.contentType()).isEqualTo("text/plain; charset=utf-8");
        assertThat(head.cacheControl()).isEqualTo("no-cache");
        assertThat(head.contentDisposition()).isEqualTo("attachment");
        assertThat(head.contentLanguage()).isEqualTo("de");
        assertThat(head.contentEncoding()).isEqualTo("identity");
        assertThat(head.metadata()).isEqualTo(Map.of("colour", "red and blue", "owner", "me"));
    }

    @Test
    void rangesAreExact() {
        byte[] body = random(600_000);
        s3.put(put("key").build(), body);

        assertThat(range("bytes=262143-262145")).isEqualTo(Arrays.copyOfRange(body, 262_143, 262_146));
        assertThat(range("bytes=599999-")).isEqualTo(Arrays.copyOfRange(body, 599_999, 600_000));
        assertThat(range("bytes=-5")).isEqualTo(Arrays.copyOfRange(body, 599_995, 600_000));
        assertThat(range("bytes=0-700000")).isEqualTo(body);
        assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> range("bytes=600000-"))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(416));
    }

    private byte[] range(String range) {
        return s3.get(GetObjectRequest.builder().bucket(bucket).key("key").range(range).build()).asByteArray();
    }

    @Test
    void awkwardKeysAreListedAndReadBack() {
        List<String> keys = List.of("a b+c&d=e?f#g", "a%2Fb", "dir/", "dir//sub", "é/日本/😀", "tilde~'()*!");
        for (String key : keys) {
            s3.put(put(key).build(), key.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(s3.list(ListObjectsV2Request.builder().bucket(bucket).build()).contents())
                .extracting(S3Object::key).containsExactlyInAnyOrderElementsOf(keys);
        for (String key : keys) {
            assertThat(new String(read(key), StandardCharsets.UTF_8)).isEqualTo(key);
        }
    }

    @Test
    void listingsPageAndFold() {
        for (int number = 0; number < 7; number++) {
            s3.put(put("dir-" + number % 3 + "/" + number).build(), random(number));
        }
        s3.put(put("top").build(), random(1));

        ListObjectsV2Response first = s3
                .list(ListObjectsV2Request.builder().bucket(bucket).delimiter("/").maxKeys(2).build());
        ListObjectsV2Response second = s3.list(ListObjectsV2Request.builder().bucket(bucket).delimiter("/")
                .maxKeys(2).continuationToken(first.nextContinuationToken()).build());

        assertThat(first.isTruncated()).isTrue();
        assertThat(first.commonPrefixes()).extracting(prefix -> prefix.prefix()).containsExactly("dir-0/", "dir-1/");
        assertThat(second.isTruncated()).isFalse();
        assertThat(second.commonPrefixes()).extracting(prefix -> prefix.prefix()).containsExactly("dir-2/");
        assertThat(second.contents()).extracting(S3Object::key).containsExactly("top");
    }

    @Test
    void copiesAndDeletesTakeEffect() {
        s3.put(put("from").metadata(Map.of("a", "1")).build(), random(100_000));

        s3.copy(CopyObjectRequest.builder().sourceBucket(bucket).sourceKey("from").destinationBucket(bucket)
                .destinationKey("to").build());
        s3.delete(DeleteObjectRequest.builder().bucket(bucket).key("from").build());

        assertThat(read("to")).isEqualTo(random(100_000));
        assertThat(head("to").metadata()).containsEntry("a", "1");
        assertThatExceptionOfType(missing).isThrownBy(() -> read("from"))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(404));
        s3.deleteAll(DeleteObjectsRequest.builder().bucket(bucket)
                .delete(delete -> delete.objects(ObjectIdentifier.builder().key("to").build(),
                        ObjectIdentifier.builder().key("never there").build()))
                .build());
        assertThat(s3.list(ListObjectsV2Request.builder().bucket(bucket).build()).contents()).isEmpty();
    }

    @Test
    void partsBecomeAnObject() {
        byte[] first = random(5 << 20);
        byte[] last = random(1_000_003);
        String upload = s3
                .createUpload(CreateMultipartUploadRequest.builder().bucket(bucket).key("key").build()).uploadId();
        List<CompletedPart> parts = List.of(part(upload, 1, first), part(upload, 2, last));

        String etag = s3.complete(CompleteMultipartUploadRequest.builder().bucket(bucket).key("key").uploadId(upload)
                .multipartUpload(completed -> completed.parts(parts)).build()).eTag();

        byte[] whole = Arrays.copyOf(first, first.length + last.length);
        System.arraycopy(last, 0, whole, first.length, last.length);
        assertThat(read("key")).isEqualTo(whole);
        assertThat(etag).endsWith("-2\"").isEqualTo(head("key").eTag());
    }

    private CompletedPart part(String upload, int number, byte[] body) {
        String etag = s3.uploadPart(UploadPartRequest.builder().bucket(bucket).key("key").uploadId(upload)
                .partNumber(number).build(), body).eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    @Test
    void conditionsAreHeeded() {
        String etag = s3.put(put("key").ifNoneMatch("*").build(), random(1)).eTag();

        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> s3.put(put("key").ifNoneMatch("*").build(), random(2)))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(412));
        s3.put(put("key").ifMatch(etag).build(), random(3));
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> s3.put(put("key").ifMatch(etag).build(), random(4)))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(412));
        assertThat(read("key")).isEqualTo(random(3));
    }

    @Test
    void errorsAreThoseThatTheClientKnows() {
        assertThatExceptionOfType(missing).isThrownBy(() -> read("absent"));
        assertThatExceptionOfType(NoSuchKeyException.class).isThrownBy(() -> head("absent"));
        assertThatExceptionOfType(NoSuchBucketException.class)
                .isThrownBy(() -> s3.list(ListObjectsV2Request.builder().bucket(bucket + "-absent").build()));
        assertThatExceptionOfType(BucketAlreadyOwnedByYouException.class)
                .isThrownBy(() -> s3.createBucket(CreateBucketRequest.builder().bucket(bucket).build()));
    }
}
