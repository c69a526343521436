package io.spillway.gateway.s3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests that are signed and still wrong: each is answered by the right error, and nothing of it is kept. */
class BadRequestsTest {
    private GatewayFixture gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = GatewayFixture.start();
        RawConnection.exchange(gateway, new RawRequest("PUT", "/bucket"));
    }

    @AfterEach
    void nothingIsKept() throws IOException {
        assertThat(RawConnection.exchange(gateway, new RawRequest("GET", "/bucket")).body())
                .contains("<Name>bucket</Name>").doesNotContain("<Contents>");
        gateway.close();
    }

    private void assertError(RawRequest request, int status, String code) throws IOException {
        RawConnection.Answer answer = RawConnection.exchange(gateway, request);
        assertThat(answer.body()).contains("<Code>" + code + "</Code>");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers()).containsKeys("x-amz-request-id", "x-amz-id-2");
    }

    @Test
    void keysThatCannotBe() throws IOException {
        assertError(new RawRequest("PUT", "/bucket/" + "k".repeat(1025)).body("x"), 400, "KeyTooLongError");
        assertError(new RawRequest("PUT", "/bucket/%FF").body("x"), 400, "InvalidURI");
        assertError(new RawRequest("GET", "/bucket?prefix=%FF"), 400, "InvalidURI");
        assertError(new RawRequest("PUT", "/bucket/%zz").body("x"), 400, "InvalidURI");
        assertError(new RawRequest("PUT", "/Bad_Bucket/k").body("x"), 400, "InvalidBucketName");
    }

    @Test
    void checksumsAndHashesThatAreWrong() throws IOException {
        assertError(new RawRequest("PUT", "/bucket/k").header("content-md5", "AAAAAAAAAAAAAAAAAAAAAA==").body("x"),
                400, "BadDigest");
        assertError(new RawRequest("PUT", "/bucket/k").header("content-md5", "AAAA").body("x"), 400,
                "InvalidDigest");
        assertError(new RawRequest("PUT", "/bucket/k").header("x-amz-checksum-crc32c", "AAAAAA==").body("x"), 400,
                "BadDigest");
        assertError(new RawRequest("PUT", "/bucket/k").header("x-amz-checksum-sha256", "AAAA").body("x"), 400,
                "InvalidRequest");
        assertError(new RawRequest("PUT", "/bucket/k").header("x-amz-checksum-crc32c", "AAAAAA==")
                .header("x-amz-checksum-crc32", "AAAAAA==").body("x"), 400, "InvalidRequest");
        assertError(new RawRequest("PUT", "/bucket/k").header("x-amz-sdk-checksum-algorithm", "CRC32").body("x"),
                400, "InvalidRequest");
        assertError(new RawRequest("PUT", "/bucket/k")
                .header("x-amz-content-sha256", TestSigner.sha256(new byte[]{'y'})).body("x"), 400,
                "XAmzContentSHA256Mismatch");
        assertError(new RawRequest("PUT", "/bucket/k").header("x-amz-content-sha256", "nonsense").body("x"), 400,
                "InvalidArgument");
    }

    @Test
    void aChunkWithAForgedSignature() throws IOException {
        String chunk = "1;chunk-signature=" + "0".repeat(64) + "\r\nx\r\n0;chunk-signature=" + "0".repeat(64)
                + "\r\n\r\n";
        assertError(new RawRequest("PUT", "/bucket/k")
                .header("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD")
                .header("x-amz-decoded-content-length", "1").body(chunk), 403, "SignatureDoesNotMatch");
    }

    @Test
    void aTrailerWithAWrongChecksumOrWithoutSense() throws IOException {
        RawRequest request = new RawRequest("PUT", "/bucket/k")
                .header("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER")
                .header("x-amz-decoded-content-length", "1").header("x-amz-trailer", "x-amz-checksum-crc32");
        assertError(request.body("1\r\nx\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n"), 400, "BadDigest");
        assertError(request.body("1\r\nx\r\n0\r\ngarbage\r\n\r\n"), 400, "MalformedTrailerError");
        assertError(request.body("1\r\nx\r\n0\r\n"), 400, "IncompleteBody");
    }

    @Test
    void bodiesWithoutLengthOrTooLarge() throws IOException {
        assertError(new RawRequest("PUT", "/bucket/k").header("x-amz-content-sha256",
                "STREAMING-UNSIGNED-PAYLOAD-TRAILER").body("0\r\n\r\n"), 411, "MissingContentLength");
        assertError(new RawRequest("PUT", "/bucket/k"), 411, "MissingContentLength");
        assertError(new RawRequest("PUT", "/bucket/k").header("content-length", Long.toString((5L << 30) + 1)), 400,
                "EntityTooLarge");
    }

    @Test
    void documentsThatAreNoneOrBombs() throws IOException {
        String bomb = "<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><Delete><Object><Key>&b;</Key>"
                + "</Object></Delete>";
        assertError(delete(bomb), 400, "MalformedXML");
        assertError(delete("<Delete>"), 400, "MalformedXML");
        assertError(delete("<Delete></Delete>"), 400, "MalformedXML");
        assertError(delete("<Delete>" + "<Object><Key>k</Key></Object>".repeat(1001) + "</Delete>"), 400,
                "MalformedXML");
        assertError(delete("<Delete>" + " ".repeat(3 << 20) + "</Delete>"), 400, "MaxMessageLengthExceeded");
        assertError(new RawRequest("POST", "/bucket?delete=").body("<Delete/>"), 400, "InvalidRequest");
        assertError(new RawRequest("PUT", "/other-bucket").body(bomb), 400, "MalformedXML");
    }

    private static RawRequest delete(String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        try {
            String md5 = Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
            return new RawRequest("POST", "/bucket?delete=").header("content-md5", md5).body(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatIsAskedForAndNotThere() throws IOException {
        assertError(new RawRequest("PUT", "/bucket/k").header("x-amz-acl", "public-read").body("x"), 501,
                "NotImplemented");
        assertError(new RawRequest("PUT", "/bucket/k").header("x-amz-tagging", "a=b").body("x"), 501,
                "NotImplemented");
        assertError(new RawRequest("PUT", "/bucket/k").header("x-amz-server-side-encryption", "AES256").body("x"),
                501, "NotImplemented");
        assertError(new RawRequest("PUT", "/bucket/k").header("if-none-match", "\"etag\"").body("x"), 501,
                "NotImplemented");
        assertError(new RawRequest("PUT", "/bucket/k").header("x-spillway-storage-policy", "unknown").body("x"), 400,
                "InvalidArgument");
        assertError(new RawRequest("DELETE", "/bucket?lifecycle="), 501, "NotImplemented");
        assertError(new RawRequest("POST", "/bucket"), 501, "NotImplemented");
        assertError(new RawRequest("PUT", "/bucket/k").header("x-amz-meta-a", "v".repeat(2049)).body("x"), 400,
                "MetadataTooLarge");
    }

    @Test
    void listingArgumentsOutOfTheirBounds() throws IOException {
        assertError(new RawRequest("GET", "/bucket?max-keys=-1"), 400, "InvalidArgument");
        assertError(new RawRequest("GET", "/bucket?max-keys=x"), 400, "InvalidArgument");
        assertError(new RawRequest("GET", "/bucket?encoding-type=base64"), 400, "InvalidArgument");
        assertError(new RawRequest("GET", "/bucket?continuation-token=key&list-type=2"), 400, "InvalidArgument");
        assertError(new RawRequest("GET", "/bucket?prefix=a&prefix=b"), 400, "InvalidArgument");
    }
}
