package io.spillway.cluster.directory.raft;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReplicatedLogTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ReplicatedLogSettings SETTINGS = ReplicatedLogSettings.SMALL;

    @TempDir
    Path directory;

    /** Keeps what it was given, and answers with the operation and its place. */
    private static final class Recorder implements BatchApplier {
        final List<String> applied = Collections.synchronizedList(new ArrayList<>());
        final List<LogPosition> positions = Collections.synchronizedList(new ArrayList<>());

        @Override
        public List<byte[]> apply(LogPosition position, List<byte[]> operations) {
            positions.add(position);
            return operations.stream().map(operation -> {
                applied.add(text(operation));
                return bytes("did " + text(operation));
            }).toList();
        }
    }

    @Test
    void anAnswerComesFromTheApplier() throws Exception {
        Recorder recorder = new Recorder();
        try (ReplicatedLog log = ReplicatedLog.open(directory, SETTINGS, recorder)) {
            assertThat(text(log.propose(bytes("a"), PATIENCE))).isEqualTo("did a");
            assertThat(text(log.propose(bytes("b"), PATIENCE))).isEqualTo("did b");
        }
        assertThat(recorder.applied).containsExactly("a", "b");
    }

    @Test
    void replayBeginsBehindTheDurablePosition() throws Exception {
        Recorder first = new Recorder();
        try (ReplicatedLog log = ReplicatedLog.open(directory, SETTINGS, first)) {
            for (int i = 0; i < 10; i++) {
                log.propose(bytes("op" + i), PATIENCE);
            }
            log.durableUpTo(first.positions.get(5));
        }
        Recorder second = new Recorder();
        try (ReplicatedLog log = ReplicatedLog.open(directory, SETTINGS, second)) {
            assertThat(log.durable()).isEqualTo(first.positions.get(5));
            assertThat(second.applied).containsExactly("op6", "op7", "op8", "op9");
            assertThat(text(log.propose(bytes("next"), PATIENCE))).isEqualTo("did next");
        }
    }

    @Test
    void callersThatComeTogetherShareEntries() throws Exception {
        Recorder recorder = new Recorder();
        int callers = 64;
        int each = 50;
        try (ReplicatedLog log = ReplicatedLog.open(directory, SETTINGS, recorder);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> done = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                String name = "c" + caller;
                done.add(threads.submit(() -> {
                    start.await();
                    for (int i = 0; i < each; i++) {
                        assertThat(text(log.propose(bytes(name + "-" + i), PATIENCE)))
                                .isEqualTo("did " + name + "-" + i);
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> future : done) {
                future.get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(recorder.applied).hasSize(callers * each).doesNotHaveDuplicates();
        assertThat(recorder.positions.size()).isLessThan(callers * each / 4);
        for (int caller = 0; caller < callers; caller++) {
            String prefix = "c" + caller + "-";
            assertThat(recorder.applied.stream().filter(op -> op.startsWith(prefix)).toList())
                    .containsExactlyElementsOf(Stream.iterate(0, i -> i + 1).limit(each).map(i -> prefix + i).toList());
        }
    }

    @Test
    void whatIsDurableInTheFilesIsPurgedFromTheLog() throws Exception {
        Recorder recorder = new Recorder();
        byte[] large = new byte[200 << 10];
        try (ReplicatedLog log = ReplicatedLog.open(directory, SETTINGS, recorder)) {
            for (int i = 0; i < 30; i++) {
                log.propose(large, PATIENCE);
            }
            assertThat(segments()).hasSizeGreaterThan(5);
            log.durableUpTo(recorder.positions.getLast());
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (segments().size() > 2 && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(segments()).hasSizeLessThanOrEqualTo(2);
            log.propose(bytes("after"), PATIENCE);
        }
        Recorder again = new Recorder();
        ReplicatedLog.open(directory, SETTINGS, again).close();
        assertThat(again.applied).containsExactly("after");
    }

    @Test
    void anOperationLargerThanAnEntryIsRefusedAndTheLogGoesOn() throws Exception {
        try (ReplicatedLog log = ReplicatedLog.open(directory, SETTINGS, new Recorder())) {
            assertThatThrownBy(() -> log.propose(new byte[SETTINGS.maxEntryBytes()], PATIENCE))
                    .isInstanceOf(ProposalRefused.class).hasMessageContaining("stage it in pieces");
            byte[] largest = new byte[SETTINGS.maxEntryBytes() - 16];
            assertThat(log.propose(largest, PATIENCE)).isNotEmpty();
            assertThat(text(log.propose(bytes("small"), PATIENCE))).isEqualTo("did small");
        }
    }

    @Test
    void anEntryThatCannotBeAppliedStopsTheLog() throws Exception {
        BatchApplier failing = (position, operations) -> {
            throw new IllegalStateException("the disk is gone");
        };
        ReplicatedLog log = ReplicatedLog.open(directory, SETTINGS, failing);
        try (log) {
            assertThatThrownBy(() -> log.propose(bytes("a"), PATIENCE)).isInstanceOf(ProposalOutcomeUnknown.class);
            assertThatThrownBy(() -> log.propose(bytes("b"), PATIENCE)).isInstanceOf(ProposalOutcomeUnknown.class)
                    .hasMessageContaining("the disk is gone");
        }
        assertThatThrownBy(() -> ReplicatedLog.open(directory, SETTINGS, failing)).isInstanceOf(IOException.class)
                .hasMessageContaining("the disk is gone");
        Recorder mended = new Recorder();
        ReplicatedLog.open(directory, SETTINGS, mended).close();
        assertThat(mended.applied).contains("a");
    }

    @Test
    void anEntryTornByAPowerCutIsDropped() throws Exception {
        writeThree();
        Path segment = openSegment();
        long end = endOfData(segment);
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            byte[] torn = new byte[300];
            torn[0] = (byte) 0xa0;
            torn[1] = 0x02;
            torn[299] = 7;
            channel.write(ByteBuffer.wrap(torn), end);
        }
        Recorder recorder = new Recorder();
        try (ReplicatedLog log = ReplicatedLog.open(directory, SETTINGS, recorder)) {
            assertThat(recorder.applied).containsExactly("one", "two", "three");
            log.propose(bytes("four"), PATIENCE);
        }
    }

    @Test
    void damageBeforeAnsweredEntriesIsNotTakenForATornOne() throws Exception {
        writeThree();
        Path segment = openSegment();
        byte[] bytes = Files.readAllBytes(segment);
        int two = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("two");
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[]{'x'}), two);
        }
        assertThatThrownBy(() -> ReplicatedLog.open(directory, SETTINGS, new Recorder()))
                .isInstanceOf(IOException.class).hasMessageContaining("damaged");
    }

    @Test
    void damageInAClosedSegmentIsRefused() throws Exception {
        byte[] large = new byte[200 << 10];
        try (ReplicatedLog log = ReplicatedLog.open(directory, SETTINGS, new Recorder())) {
            for (int i = 0; i < 12; i++) {
                log.propose(large, PATIENCE);
            }
        }
        Path closed = segments().stream().filter(path -> !path.toString().contains("inprogress")).findFirst()
                .orElseThrow();
        try (FileChannel channel = FileChannel.open(closed, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[]{1, 2, 3}), 100_000);
        }
        assertThatThrownBy(() -> ReplicatedLog.open(directory, SETTINGS, new Recorder()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void aMissingLogIsRefusedOnceSomethingWasDurable() throws Exception {
        Recorder recorder = new Recorder();
        try (ReplicatedLog log = ReplicatedLog.open(directory, SETTINGS, recorder)) {
            log.propose(bytes("a"), PATIENCE);
            log.durableUpTo(recorder.positions.getLast());
        }
        for (Path segment : segments()) {
            Files.delete(segment);
        }
        assertThatThrownBy(() -> ReplicatedLog.open(directory, SETTINGS, new Recorder()))
                .isInstanceOf(IOException.class).hasMessageContaining("is missing although");
    }

    @Test
    void aDamagedDurableFileIsRefused() throws Exception {
        Recorder recorder = new Recorder();
        try (ReplicatedLog log = ReplicatedLog.open(directory, SETTINGS, recorder)) {
            log.propose(bytes("a"), PATIENCE);
            log.durableUpTo(recorder.positions.getLast());
        }
        Path durable = directory.resolve("durable");
        Files.writeString(durable, Files.readString(durable).replace(" 1 ", " 1 9"));
        assertThatThrownBy(() -> ReplicatedLog.open(directory, SETTINGS, new Recorder()))
                .isInstanceOf(IOException.class).hasMessageContaining("damaged");
    }

    private void writeThree() throws Exception {
        try (ReplicatedLog log = ReplicatedLog.open(directory, SETTINGS, new Recorder())) {
            for (String operation : List.of("one", "two", "three")) {
                log.propose(bytes(operation), PATIENCE);
            }
        }
    }

    private List<Path> segments() throws IOException {
        // Names only: a walk would fail on a segment that is purged meanwhile.
        try (Stream<Path> groups = Files.list(directory).filter(Files::isDirectory)) {
            Path current = groups.findFirst().orElseThrow().resolve("current");
            return Stream.of(Objects.requireNonNull(current.toFile().list()))
                    .filter(name -> name.startsWith("log_")).map(current::resolve).toList();
        }
    }

    private Path openSegment() throws IOException {
        return segments().stream().filter(path -> path.toString().contains("inprogress")).findFirst().orElseThrow();
    }

    private static long endOfData(Path segment) throws IOException {
        byte[] bytes = Files.readAllBytes(segment);
        int end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        return end;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
