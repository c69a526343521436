package io.spillway.gateway.s3;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

import io.spillway.cloud.api.CloudOperation;
import io.spillway.cloud.api.ReadRange;
import io.spillway.cloud.api.fault.Fault;
import io.spillway.cloud.api.fault.FaultRule;
import io.spillway.cloud.api.fault.FaultyCloudStore;
import io.spillway.cluster.api.object.ObjectContent;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.MetadataDirective;

import static org.assertj.core.api.Assertions.assertThat;

/** Objects whose bytes are in a target only, over S3, on a real node with a folder as its target. */
class RemoteObjectsTest extends OnTieredNode {
    private static final int BLOCK = ObjectContent.PREFERRED_BUFFER;
    private static final byte[] BYTES = random(2 * TieredNode.METACHUNK + 300_000);

    private void putRemote(byte[] bytes) throws Exception {
        s3.putObject(b -> b.bucket(BUCKET).key("k").contentType("text/z").metadata(Map.of("colour", "green"))
                .checksumAlgorithm(ChecksumAlgorithm.CRC32_C), RequestBody.fromBytes(bytes));
        node.release(BUCKET, "k");
    }

    private FaultyCloudStore faulty(FaultRule... rules) {
        return node.readThrough(target -> new FaultyCloudStore(target, rules));
    }

    private RawConnection.Answer raw(RawRequest request) throws IOException {
        return RawConnection.exchange(gateway, request);
    }

    @Test
    void theClassIsShownOnceTheBytesAreRemoteOnlyAndTheRestStays() throws Exception {
        s3.putObject(b -> b.bucket(BUCKET).key("k").contentType("text/z").metadata(Map.of("colour", "green"))
                .checksumAlgorithm(ChecksumAlgorithm.CRC32_C), RequestBody.fromBytes(BYTES));
        var before = s3.headObject(b -> b.bucket(BUCKET).key("k").checksumMode(ChecksumMode.ENABLED));
        assertThat(before.storageClassAsString()).isNull();
        assertThat(raw(new RawRequest("GET", "/bucket")).body()).contains("<StorageClass>STANDARD</StorageClass>");

        node.release(BUCKET, "k");

        FaultyCloudStore target = faulty(FaultRule.onEvery(CloudOperation.OPEN, Fault.denied()));
        var after = s3.headObject(b -> b.bucket(BUCKET).key("k").checksumMode(ChecksumMode.ENABLED));
        assertThat(after.storageClassAsString()).isEqualTo(TieredNode.CLASS);
        assertThat(after.toBuilder().storageClass(before.storageClassAsString()).build().equalsBySdkFields(before))
                .as("%s and %s", before, after).isTrue();
        assertThat(raw(new RawRequest("GET", "/bucket")).body()).contains("<StorageClass>COLD</StorageClass>");
        assertThat(raw(new RawRequest("GET", "/bucket?list-type=2")).body())
                .contains("<StorageClass>COLD</StorageClass>");
        assertThat(target.calls(CloudOperation.OPEN)).isZero();
    }

    @Test
    void aGetReadsThroughAndShowsTheClass() throws Exception {
        putRemote(BYTES);
        var got = s3.getObjectAsBytes(b -> b.bucket(BUCKET).key("k").checksumMode(ChecksumMode.ENABLED));
        assertThat(got.asByteArray()).isEqualTo(BYTES);
        assertThat(got.response().storageClassAsString()).isEqualTo(TieredNode.CLASS);
        assertThat(got.response().metadata()).containsEntry("colour", "green");
        assertThat(got.response().checksumCRC32C()).isNotEmpty();
    }

    @Test
    void aRangeFetchesTheBlocksThatHoldItAndNoOther() throws Exception {
        putRemote(BYTES);
        RangesAsked target = node.readThrough(RangesAsked::new);
        int from = BLOCK + 1000;
        var got = s3.getObjectAsBytes(b -> b.bucket(BUCKET).key("k").range("bytes=" + from + "-" + (from + 9)));
        assertThat(got.asByteArray()).isEqualTo(Arrays.copyOfRange(BYTES, from, from + 10));
        assertThat(target.ranges()).singleElement().isInstanceOfSatisfying(ReadRange.Part.class,
                part -> assertThat(part.length()).isEqualTo(BLOCK));
    }

    @Test
    void aRangeAcrossTwoMetachunksFetchesTheEdgeOfEach() throws Exception {
        putRemote(BYTES);
        RangesAsked target = node.readThrough(RangesAsked::new);
        int from = TieredNode.METACHUNK - 5;
        var got = s3.getObjectAsBytes(b -> b.bucket(BUCKET).key("k").range("bytes=" + from + "-" + (from + 9)));
        assertThat(got.asByteArray()).isEqualTo(Arrays.copyOfRange(BYTES, from, from + 10));
        assertThat(target.ranges()).hasSize(2).allSatisfy(
                range -> assertThat(((ReadRange.Part) range).length()).isEqualTo(BLOCK));
        var last = s3.getObjectAsBytes(b -> b.bucket(BUCKET).key("k").range("bytes=-7"));
        assertThat(last.asByteArray()).isEqualTo(Arrays.copyOfRange(BYTES, BYTES.length - 7, BYTES.length));
        assertThat(((ReadRange.Part) target.ranges().getLast()).length())
                .isEqualTo(BYTES.length - 2L * TieredNode.METACHUNK - BLOCK);
    }

    @Test
    void aTargetThatIsDownIsA503WithItsReasonAndATime() throws Exception {
        putRemote(BYTES);
        faulty(FaultRule.onEvery(CloudOperation.OPEN, Fault.unavailable(Duration.ofSeconds(17))));
        RawConnection.Answer answer = raw(new RawRequest("GET", "/bucket/k"));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsEntry("retry-after", "17");
        assertThat(answer.has("ServiceUnavailable")).isTrue();
        assertThat(answer.body()).contains("target cold").contains("injected: status 503");
        RawConnection.Answer range = raw(new RawRequest("GET", "/bucket/k").header("range", "bytes=5-6"));
        assertThat(range.status()).isEqualTo(503);
        assertThat(raw(new RawRequest("GET", "/bucket")).body()).contains("<StorageClass>COLD</StorageClass>");
        assertThat(s3.headObject(b -> b.bucket(BUCKET).key("k")).contentLength()).isEqualTo(BYTES.length);
    }

    @Test
    void aTargetThatDeniesIsA503WithItsReason() throws Exception {
        putRemote(BYTES);
        faulty(FaultRule.onEvery(CloudOperation.OPEN, Fault.denied()));
        RawConnection.Answer answer = raw(new RawRequest("GET", "/bucket/k"));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsKey("retry-after");
        assertThat(answer.body()).contains("injected: status 403");
    }

    @Test
    void aTargetThatLiesInTheFirstBlockIsAnError() throws Exception {
        putRemote(BYTES);
        faulty(FaultRule.onEvery(CloudOperation.OPEN, new Fault.WrongByte(1000)));
        RawConnection.Answer wrong = raw(new RawRequest("GET", "/bucket/k"));
        assertThat(wrong.status()).isEqualTo(503);
        assertThat(wrong.body()).contains("fails its CRC32C");
        faulty(FaultRule.onEvery(CloudOperation.OPEN, new Fault.ShortBody(1000)));
        RawConnection.Answer early = raw(new RawRequest("GET", "/bucket/k"));
        assertThat(early.status()).isEqualTo(503);
        assertThat(early.body()).contains("bytes early");
    }

    @Test
    void aTargetThatFailsOrLiesLaterCutsTheAnswerOffBeforeTheFirstWrongByte() throws Exception {
        byte[] large = random(LARGE);
        putRemote(large);
        for (Fault fault : new Fault[]{Fault.unavailable(Duration.ofSeconds(1)), new Fault.WrongByte(1000),
                new Fault.ShortBody(BLOCK + 10)}) {
            faulty(new FaultRule(CloudOperation.OPEN, 3, Integer.MAX_VALUE, fault));
            try (RawDownload download = new RawDownload(gateway, new RawRequest("GET", "/bucket/k"))) {
                assertThat(download.head()).startsWith("HTTP/1.1 200").contains("content-length: " + LARGE);
                byte[] body = download.rest();
                assertThat(body.length).as("%s", fault).isBetween(1, 2 * TieredNode.METACHUNK + BLOCK);
                assertThat(body).isEqualTo(Arrays.copyOf(large, body.length));
            }
        }
    }

    @Test
    void aConnectionToTheTargetThatBreaksOnceIsNotSeenByTheClient() throws Exception {
        putRemote(BYTES);
        faulty(FaultRule.onCall(1, CloudOperation.OPEN, new Fault.CutBody(BLOCK + 10)));
        assertThat(s3.getObjectAsBytes(b -> b.bucket(BUCKET).key("k")).asByteArray()).isEqualTo(BYTES);
    }

    @Test
    void aGetGoesOnWhenItsBytesAreReleasedMeanwhile() throws Exception {
        byte[] large = random(LARGE);
        s3.putObject(b -> b.bucket(BUCKET).key("k"), RequestBody.fromBytes(large));
        RangesAsked target = node.readThrough(RangesAsked::new);
        try (RawDownload download = new RawDownload(gateway, new RawRequest("GET", "/bucket/k"))) {
            assertThat(download.head()).startsWith("HTTP/1.1 200");
            node.release(BUCKET, "k");
            assertThat(target.ranges()).isEmpty();
            assertThat(download.rest()).isEqualTo(large);
        }
        assertThat(target.ranges()).isNotEmpty();
    }

    @Test
    void aCopyReadsThroughAndIsLocal() throws Exception {
        putRemote(BYTES);
        s3.copyObject(b -> b.sourceBucket(BUCKET).sourceKey("k").destinationBucket(BUCKET).destinationKey("copy"));
        FaultyCloudStore target = faulty(
                FaultRule.onEvery(CloudOperation.OPEN, Fault.unavailable(Duration.ofSeconds(1))));
        var copy = s3.getObjectAsBytes(b -> b.bucket(BUCKET).key("copy"));
        assertThat(copy.asByteArray()).isEqualTo(BYTES);
        assertThat(copy.response().storageClassAsString()).isNull();
        assertThat(copy.response().metadata()).containsEntry("colour", "green");
        assertThat(target.calls(CloudOperation.OPEN)).isZero();

        RawConnection.Answer refused = raw(new RawRequest("PUT", "/bucket/again").header("x-amz-copy-source",
                "/bucket/k"));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body()).contains("injected: status 503");
        assertThat(raw(new RawRequest("GET", "/bucket/again")).status()).isEqualTo(404);
    }

    @Test
    void aCopyOntoItselfThatChangesMetadataRecallsNothing() throws Exception {
        putRemote(BYTES);
        String etag = s3.headObject(b -> b.bucket(BUCKET).key("k")).eTag();
        FaultyCloudStore target = node.readThrough(FaultyCloudStore::new);
        s3.copyObject(b -> b.sourceBucket(BUCKET).sourceKey("k").destinationBucket(BUCKET).destinationKey("k")
                .metadataDirective(MetadataDirective.REPLACE).metadata(Map.of("colour", "red")));
        var head = s3.headObject(b -> b.bucket(BUCKET).key("k"));
        assertThat(head.metadata()).containsExactly(Map.entry("colour", "red"));
        assertThat(head.eTag()).isEqualTo(etag);
        assertThat(head.storageClassAsString()).isEqualTo(TieredNode.CLASS);
        assertThat(target.calls(CloudOperation.OPEN)).isZero();
        assertThat(s3.getObjectAsBytes(b -> b.bucket(BUCKET).key("k")).asByteArray()).isEqualTo(BYTES);
    }

    @Test
    void aPreconditionIsAnsweredWithoutTheTarget() throws Exception {
        putRemote(BYTES);
        String etag = s3.headObject(b -> b.bucket(BUCKET).key("k")).eTag();
        FaultyCloudStore target = faulty(FaultRule.onEvery(CloudOperation.OPEN, Fault.denied()));
        assertThat(raw(new RawRequest("GET", "/bucket/k").header("if-none-match", etag)).status()).isEqualTo(304);
        assertThat(raw(new RawRequest("GET", "/bucket/k").header("if-match", "x")).status()).isEqualTo(412);
        assertThat(target.calls(CloudOperation.OPEN)).isZero();
    }

    /** An answer as it comes, of which the test reads the head at first and the rest when it likes. */
    private static final class RawDownload implements AutoCloseable {
        private final Socket socket = new Socket();

        RawDownload(GatewayFixture gateway, RawRequest request) throws IOException {
            socket.setReceiveBufferSize(16 << 10);
            socket.connect(gateway.address());
            socket.getOutputStream().write(request.unsignedHeader("connection", "close").bytes());
        }

        String head() throws IOException {
            StringBuilder head = new StringBuilder();
            InputStream in = socket.getInputStream();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.read());
            }
            return head.toString();
        }

        byte[] rest() throws IOException {
            return socket.getInputStream().readAllBytes();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
