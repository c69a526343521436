package io.spillway.gateway.s3;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.spillway.cluster.api.object.ObjectContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;

import static org.assertj.core.api.Assertions.assertThat;

/** Objects whose bytes are on the node's disk, which the system sends out of their files, over S3 on a real node. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "looks into /proc for files that are open")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class LocalObjectsTest extends OnTieredNode {
    private static final int BLOCK = ObjectContent.PREFERRED_BUFFER;
    /** Three metachunks, the last one of a block and a few bytes. */
    private static final byte[] BYTES = random(2 * TieredNode.METACHUNK + BLOCK + 1000);

    private void put(byte[] bytes) {
        s3.putObject(b -> b.bucket(BUCKET).key("k"), RequestBody.fromBytes(bytes));
    }

    private byte[] get() {
        return s3.getObjectAsBytes(b -> b.bucket(BUCKET).key("k")).asByteArray();
    }

    private List<Path> chunkFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("volume"))) {
            return files.filter(file -> Files.isRegularFile(file) && file.getFileName().toString().length() == 32)
                    .toList();
        }
    }

    private long openChunkFiles() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(this::isOfTheVolume).count();
        }
    }

    private void assertEveryFileIsClosedSoon() throws Exception {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (openChunkFiles() > 0 && System.nanoTime() < patience) {
            Thread.sleep(10);
        }
        assertThat(openChunkFiles()).as("chunk files that are open").isZero();
    }

    private boolean isOfTheVolume(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).startsWith(folder.resolve("volume"));
        } catch (IOException _) {
            return false; // closed meanwhile
        }
    }

    @ParameterizedTest
    @CsvSource({"0,2360296", "0,100000", "262143,100000", "1048575,200000", "1000000,1300000", "2360286,10"})
    void aRangeIsExactlyItsBytes(int from, int length) {
        put(BYTES);
        var got = s3.getObjectAsBytes(
                b -> b.bucket(BUCKET).key("k").range("bytes=" + from + "-" + (from + length - 1)));
        assertThat(got.asByteArray()).isEqualTo(Arrays.copyOfRange(BYTES, from, from + length));
    }

    @Test
    void oneConnectionServesOneObjectAfterTheOther() throws Exception {
        put(BYTES);
        for (int time = 0; time < 5; time++) {
            assertThat(get()).isEqualTo(BYTES);
        }
        assertEveryFileIsClosedSoon();
    }

    @Test
    void noByteOfADamagedBlockLeaves() throws Exception {
        put(BYTES);
        for (Path file : chunkFiles()) {
            if (Files.size(file) == TieredNode.METACHUNK) {
                try (FileChannel damaged = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    damaged.write(ByteBuffer.wrap("damaged".getBytes(StandardCharsets.UTF_8)), 4L * BLOCK - 100);
                }
            }
        }
        byte[] answer;
        try (Socket socket = new Socket()) {
            socket.connect(gateway.address());
            socket.getOutputStream().write(new RawRequest("GET", "/bucket/k").bytes());
            answer = socket.getInputStream().readAllBytes();
        }
        String head = new String(answer, 0, 1000, StandardCharsets.ISO_8859_1);
        byte[] body = Arrays.copyOfRange(answer, head.indexOf("\r\n\r\n") + 4, answer.length);
        assertThat(head).startsWith("HTTP/1.1 200").containsIgnoringCase("content-length: " + BYTES.length);
        assertThat(body).as("the blocks before the damaged one").isEqualTo(Arrays.copyOf(BYTES, 3 * BLOCK));
    }

    @Test
    void aFileThatIsCutOffBehindItsCheckEndsTheConnection() throws Exception {
        byte[] bytes = random(LARGE);
        put(bytes);
        byte[] answer;
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(16 << 10);
            socket.connect(gateway.address());
            socket.getOutputStream().write(new RawRequest("GET", "/bucket/k").bytes());
            InputStream in = socket.getInputStream();
            byte[] first = in.readNBytes(1000);
            for (Path file : chunkFiles()) {
                try (FileChannel cut = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    cut.truncate(0);
                }
            }
            answer = in.readAllBytes();
            assertThat(first).hasSize(1000);
        }
        assertThat(answer.length).isLessThan(bytes.length - 1000);
        assertEveryFileIsClosedSoon();
        assertThat(s3.headObject(b -> b.bucket(BUCKET).key("k")).contentLength()).isEqualTo(bytes.length);
    }

    @Test
    void aClientThatGoesAwayLeavesNoFileOpen() throws Exception {
        put(random(LARGE));
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(16 << 10);
            socket.connect(gateway.address());
            socket.getOutputStream().write(new RawRequest("GET", "/bucket/k").bytes());
            InputStream in = socket.getInputStream();
            assertThat(in.readNBytes(1000)).hasSize(1000);
            assertThat(openChunkFiles()).isPositive();
        }
        assertEveryFileIsClosedSoon();
    }
}
