package io.spillway.gateway.s3.auth;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.spillway.gateway.s3.GatewayFixture;
import io.spillway.gateway.s3.InMemoryAccessKeys;
import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.request.Headers;
import io.spillway.gateway.s3.request.RequestHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The examples of AWS's own description of Signature Version 4.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">In the header</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">In chunks</a>
 */
class PublishedExamplesTest {
    private static final Instant SIGNED = Instant.parse("2013-05-24T00:00:00Z");
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static RequestVerifier verifier(Instant now) {
        InMemoryAccessKeys keys = new InMemoryAccessKeys();
        keys.add(GatewayFixture.KEY);
        return new RequestVerifier(keys, Clock.fixed(now, ZoneOffset.UTC), "us-east-1");
    }

    private static RequestHead head(String method, String target, String signedHeaders, String signature,
            List<Map.Entry<String, String>> more) throws S3Exception {
        List<Map.Entry<String, String>> headers = new ArrayList<>(more);
        headers.add(Map.entry("x-amz-date", "20130524T000000Z"));
        headers.add(Map.entry("Authorization", "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/"
                + "s3/aws4_request,SignedHeaders=" + signedHeaders + ",Signature=" + signature));
        return RequestHead.parse(method, target, new Headers(headers));
    }

    @ParameterizedTest
    @CsvSource({"/test.txt, bytes=0-9, f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
            "/?lifecycle, '', fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
            "/?max-keys=2&prefix=J, '', 34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"})
    void gets(String target, String range, String signature) throws S3Exception {
        List<Map.Entry<String, String>> headers = new ArrayList<>(List.of(
                Map.entry("Host", "examplebucket.s3.amazonaws.com"), Map.entry("x-amz-content-sha256", EMPTY)));
        if (!range.isEmpty()) {
            headers.add(Map.entry("Range", range));
        }
        String signed = range.isEmpty()
                ? "host;x-amz-content-sha256;x-amz-date"
                : "host;range;x-amz-content-sha256;x-amz-date";
        VerifiedRequest verified = verifier(SIGNED).verify(head("GET", target, signed, signature, headers));
        assertThat(verified.principal().account()).isEqualTo(GatewayFixture.KEY.account());
        assertThatThrownBy(() -> verifier(SIGNED).verify(head("HEAD", target, signed, signature, headers)))
                .isInstanceOf(S3Exception.class);
    }

    /** Spaces around a value do not count, and several within it count as one. */
    @Test
    void spacesOfASignedValue() throws S3Exception {
        RequestHead head = head("GET", "/test.txt", "host;x-amz-meta-note", "", List.of(
                Map.entry("Host", "examplebucket.s3.amazonaws.com"), Map.entry("x-amz-content-sha256", EMPTY),
                Map.entry("x-amz-meta-note", "  a   b c  ")));

        assertThat(CanonicalRequest.text(head, ClaimReader.read(head))).contains("\nx-amz-meta-note:a b c\n");
    }

    @Test
    void putWithAKeyThatMustBeEncoded() throws S3Exception {
        VerifiedRequest verified = verifier(SIGNED).verify(head("PUT", "/test%24file.text",
                "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
                "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd", List.of(
                        Map.entry("Host", "examplebucket.s3.amazonaws.com"),
                        Map.entry("Date", "Fri, 24 May 2013 00:00:00 GMT"),
                        Map.entry("x-amz-storage-class", "REDUCED_REDUNDANCY"),
                        Map.entry("x-amz-content-sha256",
                                "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072"))));
        assertThat(verified.payload()).isInstanceOf(Payload.Hashed.class);
    }

    @Test
    void presignedAndItsExpiry() throws S3Exception {
        RequestHead head = RequestHead.parse("GET", "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
                + "AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z"
                + "&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature="
                + "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
                new Headers(List.of(Map.entry("Host", "examplebucket.s3.amazonaws.com"))));
        assertThatCode(() -> verifier(SIGNED.plusSeconds(86_399)).verify(head)).doesNotThrowAnyException();
        assertThatThrownBy(() -> verifier(SIGNED.plusSeconds(86_400)).verify(head)).hasMessage("Request has expired");
        assertThatThrownBy(() -> verifier(SIGNED.minus(Duration.ofMinutes(16))).verify(head))
                .hasMessage("Request is not yet valid");
    }

    private static ChunkSignatures streamed(String payload, String signedHeaders, String signature,
            List<Map.Entry<String, String>> more) throws S3Exception {
        List<Map.Entry<String, String>> headers = new ArrayList<>(more);
        headers.add(Map.entry("Host", "s3.amazonaws.com"));
        headers.add(Map.entry("x-amz-storage-class", "REDUCED_REDUNDANCY"));
        headers.add(Map.entry("Content-Encoding", "aws-chunked"));
        headers.add(Map.entry("x-amz-decoded-content-length", "66560"));
        headers.add(Map.entry("x-amz-content-sha256", payload));
        return verifier(SIGNED).verify(head("PUT", "/examplebucket/chunkObject.txt", signedHeaders, signature,
                headers)).chunks().orElseThrow();
    }

    private static byte[] sha256OfAs(int count) {
        return Sha256.digest().digest("a".repeat(count).getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void signedChunks() throws S3Exception {
        ChunkSignatures chunks = streamed("STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;"
                        + "x-amz-decoded-content-length;x-amz-storage-class",
                "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
                List.of(Map.entry("Content-Length", "66824")));
        chunks.verifyChunk(sha256OfAs(65_536), "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648");
        chunks.verifyChunk(sha256OfAs(1024), "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497");
        chunks.verifyChunk(sha256OfAs(0), "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9");
    }

    @Test
    void signedChunksAndTrailer() throws S3Exception {
        ChunkSignatures chunks = streamed("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
                "content-encoding;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;"
                        + "x-amz-storage-class;x-amz-trailer",
                "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e",
                List.of(Map.entry("x-amz-trailer", "x-amz-checksum-crc32c")));
        chunks.verifyChunk(sha256OfAs(65_536), "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2");
        chunks.verifyChunk(sha256OfAs(1024), "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7");
        chunks.verifyChunk(sha256OfAs(0), "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992");
        chunks.verifyTrailer("x-amz-checksum-crc32c:sOO8/Q==\n",
                "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435");
    }

    @Test
    void aChunkOutOfItsOrderIsRefused() throws S3Exception {
        ChunkSignatures chunks = streamed("STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;"
                        + "x-amz-decoded-content-length;x-amz-storage-class",
                "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
                List.of(Map.entry("Content-Length", "66824")));
        assertThatThrownBy(() -> chunks.verifyChunk(sha256OfAs(1024),
                "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497")).isInstanceOf(S3Exception.class);
    }
}
