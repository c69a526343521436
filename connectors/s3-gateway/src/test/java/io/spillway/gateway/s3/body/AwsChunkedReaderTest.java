package io.spillway.gateway.s3.body;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32;

import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.gateway.s3.GatewayFixture;
import io.spillway.gateway.s3.InMemoryAccessKeys;
import io.spillway.gateway.s3.RawRequest;
import io.spillway.gateway.s3.TestSigner;
import io.spillway.gateway.s3.auth.RequestVerifier;
import io.spillway.gateway.s3.auth.VerifiedRequest;
import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.request.Headers;
import io.spillway.gateway.s3.request.RequestHead;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The three forms of {@code aws-chunked}, whole and spoilt, cut into pieces at every place. */
class AwsChunkedReaderTest {
    enum Form {
        SIGNED("STREAMING-AWS4-HMAC-SHA256-PAYLOAD"), SIGNED_WITH_TRAILER(
                "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"), UNSIGNED("STREAMING-UNSIGNED-PAYLOAD-TRAILER");

        private final String payload;

        Form(String payload) {
            this.payload = payload;
        }

        boolean isSigned() {
            return this != UNSIGNED;
        }

        boolean hasTrailer() {
            return this != SIGNED;
        }
    }

    /** A body as the wire has it, and the request that it belongs to. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Wire(RawRequest request, byte[] bytes) {
        ClientBody open(Random random) throws S3Exception {
            return open(bytes, random);
        }

        ClientBody open(byte[] other, Random random) throws S3Exception {
            InMemoryAccessKeys keys = new InMemoryAccessKeys();
            keys.add(GatewayFixture.KEY);
            List<Map.Entry<String, String>> headers = new ArrayList<>();
            new String(request.head(), StandardCharsets.UTF_8).lines().skip(1).filter(line -> !line.isEmpty())
                    .forEach(line -> headers.add(Map.entry(line.substring(0, line.indexOf(':')),
                            line.substring(line.indexOf(':') + 1))));
            VerifiedRequest verified = new RequestVerifier(keys, Clock.systemUTC(), GatewayFixture.REGION)
                    .verify(RequestHead.parse("PUT", "/bucket/key", new Headers(headers)));
            return ClientBody.open(verified, inPieces(other, random));
        }
    }

    private static BodyReader inPieces(byte[] bytes, Random random) {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        return target -> {
            if (!left.hasRemaining()) {
                return -1;
            }
            int count = Math.min(1 + random.nextInt(random.nextBoolean() ? 3 : 9000),
                    Math.min(left.remaining(), target.remaining()));
            target.put(left.slice(left.position(), count));
            left.position(left.position() + count);
            return count;
        };
    }

    private static Wire wire(Form form, byte[] content, Random random) {
        RawRequest request = new RawRequest("PUT", "/bucket/key").header("x-amz-content-sha256", form.payload)
                .header("x-amz-decoded-content-length", Integer.toString(content.length));
        if (form.hasTrailer()) {
            request.header("x-amz-trailer", "x-amz-checksum-crc32");
        }
        TestSigner signer = request.signer();
        String previous = request.seed();
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        int offset = 0;
        while (true) {
            int size = Math.min(content.length - offset, 8192 + random.nextInt(20_000));
            byte[] chunk = Arrays.copyOfRange(content, offset, offset + size);
            previous = signer.chunk(previous, chunk);
            wire.writeBytes(ascii(Integer.toHexString(size) + (form.isSigned() ? ";chunk-signature=" + previous : "")
                    + "\r\n"));
            if (size == 0) {
                break;
            }
            wire.writeBytes(chunk);
            wire.writeBytes(ascii("\r\n"));
            offset += size;
        }
        if (form.hasTrailer()) {
            String line = "x-amz-checksum-crc32:" + crc32(content);
            wire.writeBytes(ascii(line + "\r\n"));
            if (form.isSigned()) {
                wire.writeBytes(ascii("x-amz-trailer-signature:" + signer.trailer(previous, line + "\n") + "\r\n"));
            }
        }
        wire.writeBytes(ascii("\r\n"));
        return new Wire(request, wire.toByteArray());
    }

    private static String crc32(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] readAll(ClientBody body, Random random) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            ByteBuffer buffer = ByteBuffer.allocate(1 + random.nextInt(5000));
            if (body.read(buffer) < 0) {
                return all.toByteArray();
            }
            all.write(buffer.array(), 0, buffer.position());
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void aBodyCutAnywhereComesOutWhole(Form form) throws Exception {
        for (int seed = 0; seed < 150; seed++) {
            Random random = new Random(seed);
            byte[] content = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(60_000)];
            random.nextBytes(content);
            ClientBody body = wire(form, content, random).open(random);
            assertThat(readAll(body, random)).as("seed %d", seed).isEqualTo(content);
            assertThat(body.expected().keySet()).as("seed %d", seed)
                    .isEqualTo(form.hasTrailer() ? Set.of(ChecksumAlgorithm.CRC32) : Set.of());
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void aBodyThatEndsEarlyNeverReachesItsEnd(Form form) throws Exception {
        Random random = new Random(3);
        byte[] content = new byte[20_000];
        Wire wire = wire(form, content, random);
        for (int length = 0; length < wire.bytes().length; length += 1 + random.nextInt(40)) {
            ClientBody body = wire.open(Arrays.copyOf(wire.bytes(), length), random);
            assertThatThrownBy(() -> readAll(body, random)).as("%d bytes", length).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Form.class, names = {"SIGNED", "SIGNED_WITH_TRAILER"})
    void aSignedBodyWithOneByteChangedNeverReachesItsEnd(Form form) throws Exception {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            byte[] content = new byte[random.nextInt(20_000)];
            random.nextBytes(content);
            Wire wire = wire(form, content, random);
            byte[] spoilt = wire.bytes().clone();
            int place = random.nextInt(spoilt.length);
            spoilt[place] ^= (byte) (1 << random.nextInt(8));
            ClientBody body = wire.open(spoilt, random);
            boolean caseOfALetter = Character.isLetter(spoilt[place])
                    && Character.toLowerCase(spoilt[place]) == Character.toLowerCase(wire.bytes()[place]);
            if (!caseOfALetter) {
                assertThatThrownBy(() -> readAll(body, random)).as("seed %d, byte %d", seed, place)
                        .isInstanceOf(BodyException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"4\r\nbody\r\n0\r\n\r\nmore", "4\r\nbody\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n",
            "4;chunk-signature=0\r\nbody\r\n0\r\n\r\n", "-4\r\nbody\r\n0\r\n\r\n", "ffffffffff\r\nbody\r\n0\r\n\r\n",
            "5\r\nbody!\r\n0\r\n\r\n", "3\r\nbod\r\n0\r\n\r\n", "4\nbody\n0\n\n", "\r\n4\r\nbody\r\n0\r\n\r\n",
            "4\r\nbodyX\r\n0\r\n\r\n", "00000000000000004\r\nbody\r\n0\r\n\r\n"})
    void framesThatAreNotExactAreRefused(String wire) throws Exception {
        RawRequest request = new RawRequest("PUT", "/bucket/key")
                .header("x-amz-content-sha256", Form.UNSIGNED.payload).header("x-amz-decoded-content-length", "4");
        Random random = new Random(1);
        ClientBody body = new Wire(request, ascii(wire)).open(random);
        assertThatThrownBy(() -> readAll(body, random)).isInstanceOf(BodyException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x-amz-checksum-crc32\r\n\r\n", "x-amz-checksum-sha1:AAAA\r\n\r\n",
            "x-amz-checksum-crc32:AAAA\r\n\r\n", "x-amz-checksum-crc32:!\r\n\r\n", "\r\n",
            "x-amz-checksum-crc32:AAAAAA==\r\nx-other:1\r\n\r\n"})
    void trailersThatWereNotAnnouncedSoAreRefused(String trailer) throws Exception {
        RawRequest request = new RawRequest("PUT", "/bucket/key")
                .header("x-amz-content-sha256", Form.UNSIGNED.payload).header("x-amz-decoded-content-length", "4")
                .header("x-amz-trailer", "x-amz-checksum-crc32");
        Random random = new Random(1);
        ClientBody body = new Wire(request, ascii("4\r\nbody\r\n0\r\n" + trailer)).open(random);
        assertThatThrownBy(() -> readAll(body, random)).isInstanceOf(BodyException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {LineBuffer.MAX_LINE, 1_000_000})
    void aLineWithoutEndIsRefusedEarly(int length) throws Exception {
        RawRequest request = new RawRequest("PUT", "/bucket/key")
                .header("x-amz-content-sha256", Form.UNSIGNED.payload).header("x-amz-decoded-content-length", "4");
        Random random = new Random(1);
        ClientBody body = new Wire(request, ascii("0".repeat(length) + "\r\n")).open(random);
        assertThatThrownBy(() -> readAll(body, random)).isInstanceOf(BodyException.class);
    }
}
