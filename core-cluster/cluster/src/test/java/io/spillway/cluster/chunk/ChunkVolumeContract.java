package io.spillway.cluster.chunk;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.spillway.cluster.api.location.ChunkId;
import io.spillway.cluster.api.object.FileStretch;
import io.spillway.cluster.api.object.Stretches;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.spillway.cluster.chunk.TestChunks.BLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What every {@link ChunkVolume} does. */
interface ChunkVolumeContract {
    ChunkVolume volume();

    /** Changes one byte of a stored chunk behind the volume's back. */
    void damage(ChunkId chunk, long offset) throws Exception;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 17})
    default void aSealedChunkReadsBackWhole(int length) throws Exception {
        byte[] bytes = TestChunks.bytes(length, length);
        ChunkId id = TestChunks.id(new Random(length));
        TestChunks.store(volume(), id, bytes);
        for (ByteBuffer buffer : List.of(ByteBuffer.allocateDirect(BLOCK), ByteBuffer.allocateDirect(4 * BLOCK),
                ByteBuffer.allocate(BLOCK), ByteBuffer.allocateDirect(1000))) {
            assertThat(TestChunks.read(volume(), id, TestChunks.digest(bytes), 0, length, buffer)).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    default void anyRangeReadsBack(long seed) throws Exception {
        Random random = new Random(seed);
        byte[] bytes = TestChunks.bytes(3 * BLOCK + 1000, seed);
        ChunkId id = TestChunks.id(random);
        TestChunks.store(volume(), id, bytes);
        for (int i = 0; i < 50; i++) {
            int offset = random.nextBoolean() ? random.nextInt(4) * BLOCK : random.nextInt(bytes.length);
            int length = 1 + random.nextInt(bytes.length - offset);
            int room = 1 + random.nextInt(3 * BLOCK);
            ByteBuffer buffer = random.nextBoolean() ? ByteBuffer.allocateDirect(room) : ByteBuffer.allocate(room);
            assertThat(TestChunks.read(volume(), id, TestChunks.digest(bytes), offset, length, buffer))
                    .as("seed %d, %d bytes at %d through %d", seed, length, offset, room)
                    .isEqualTo(Arrays.copyOfRange(bytes, offset, offset + length));
        }
    }

    @Test
    default void aChunkWrittenInPiecesIsTheSame() throws Exception {
        byte[] bytes = TestChunks.bytes(BLOCK + 5000, 5);
        ChunkId id = TestChunks.id(new Random(5));
        try (ChunkWriter writer = volume().create(id)) {
            for (int at = 0; at < bytes.length; at += 777) {
                writer.write(ByteBuffer.wrap(bytes, at, Math.min(777, bytes.length - at)));
            }
            writer.seal(TestChunks.description(bytes));
        }
        assertThat(TestChunks.read(volume(), id, TestChunks.digest(bytes), 0, bytes.length,
                ByteBuffer.allocateDirect(BLOCK))).isEqualTo(bytes);
    }

    @Test
    default void aChunkTellsItsOwner() throws Exception {
        byte[] bytes = TestChunks.bytes(2 * BLOCK, 6);
        ChunkId id = TestChunks.id(new Random(6));
        TestChunks.store(volume(), id, bytes);
        assertThat(volume().describe(id)).isEqualTo(TestChunks.description(bytes));
    }

    @Test
    default void theLongestKeyAndTheLargestChunkFitTheDescription() throws Exception {
        ChunkId id = TestChunks.id(new Random(7));
        String key = "key=\n" + "ü".repeat(509) + "=";
        byte[] piece = new byte[1 << 20];
        ChunkDigester digester = new ChunkDigester();
        ChunkDescription description;
        try (ChunkWriter writer = volume().create(id)) {
            for (int written = 0; written < ChunkVolume.MAX_CHUNK_BYTES; written += piece.length) {
                digester.update(piece, 0, piece.length);
                writer.write(ByteBuffer.wrap(piece));
            }
            ChunkDescription small = TestChunks.description(new byte[0], key);
            description = new ChunkDescription(small.owner(), small.position(), small.policy(), digester.finish());
            writer.seal(description);
        }
        assertThat(volume().describe(id)).isEqualTo(description);
    }

    @Test
    default void aChunkIsNotSeenBeforeItIsSealed() throws Exception {
        byte[] bytes = TestChunks.bytes(4096, 8);
        ChunkId id = TestChunks.id(new Random(8));
        try (ChunkWriter writer = volume().create(id)) {
            writer.write(ByteBuffer.wrap(bytes));
            assertThatThrownBy(() -> volume().open(id, TestChunks.digest(bytes)))
                    .isInstanceOf(ChunkException.NoSuchChunk.class);
            assertThatThrownBy(() -> volume().describe(id)).isInstanceOf(ChunkException.NoSuchChunk.class);
            assertThat(volume().list(Optional.empty(), 10)).isEmpty();
        }
        assertThat(volume().list(Optional.empty(), 10)).as("after the writer was closed unsealed").isEmpty();
    }

    @Test
    default void sealingAnotherLengthThanWrittenIsRefused() throws Exception {
        ChunkId id = TestChunks.id(new Random(9));
        try (ChunkWriter writer = volume().create(id)) {
            writer.write(ByteBuffer.wrap(new byte[10]));
            assertThatThrownBy(() -> writer.seal(TestChunks.description(new byte[11])))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(volume().list(Optional.empty(), 10)).isEmpty();
    }

    @Test
    default void aFlippedByteIsNeverServed() throws Exception {
        byte[] bytes = TestChunks.bytes(3 * BLOCK, 10);
        ChunkId id = TestChunks.id(new Random(10));
        TestChunks.store(volume(), id, bytes);
        damage(id, BLOCK + 100L);
        try (ChunkReader reader = volume().open(id, TestChunks.digest(bytes))) {
            ByteBuffer direct = ByteBuffer.allocateDirect(BLOCK);
            assertThat(reader.read(0, BLOCK, direct)).isEqualTo(BLOCK);
            for (ByteBuffer buffer : List.of(direct.clear(), ByteBuffer.allocate(16))) {
                int before = buffer.position();
                assertThatThrownBy(() -> reader.read(BLOCK, 10, buffer)).isInstanceOf(ChunkException.CorruptChunk.class)
                        .hasMessageContaining(id.value());
                assertThat(buffer.position()).isEqualTo(before);
            }
            assertThatThrownBy(() -> reader.read(2L * BLOCK - 1, 1, ByteBuffer.allocate(1)))
                    .as("a range that does not touch the byte but its block")
                    .isInstanceOf(ChunkException.CorruptChunk.class);
            assertThat(reader.read(2L * BLOCK, 5, ByteBuffer.allocate(5))).isEqualTo(5);
        }
    }

    @Test
    default void readingAgainstAnotherDigestIsRefused() throws Exception {
        byte[] bytes = TestChunks.bytes(5000, 11);
        ChunkId id = TestChunks.id(new Random(11));
        TestChunks.store(volume(), id, bytes);
        ChunkDigest other = TestChunks.digest(TestChunks.bytes(6000, 12));
        assertThatThrownBy(() -> TestChunks.read(volume(), id, other, 0, 6000, ByteBuffer.allocate(6000)))
                .isInstanceOf(ChunkException.CorruptChunk.class);
    }

    @Test
    default void deletingRemovesAndDeletingAMissingChunkSucceeds() throws Exception {
        byte[] bytes = TestChunks.bytes(100, 13);
        Random random = new Random(13);
        ChunkId id = TestChunks.id(random);
        TestChunks.store(volume(), id, bytes);
        volume().delete(List.of(id, TestChunks.id(random)));
        volume().delete(List.of(id));
        assertThatThrownBy(() -> volume().open(id, TestChunks.digest(bytes)))
                .isInstanceOf(ChunkException.NoSuchChunk.class);
    }

    @Test
    default void anOpenChunkReadsOnAfterItsDeletion() throws Exception {
        byte[] bytes = TestChunks.bytes(2 * BLOCK, 14);
        ChunkId id = TestChunks.id(new Random(14));
        TestChunks.store(volume(), id, bytes);
        try (ChunkReader reader = volume().open(id, TestChunks.digest(bytes))) {
            volume().delete(List.of(id));
            assertThat(reader.read(BLOCK, BLOCK, ByteBuffer.allocateDirect(BLOCK))).isEqualTo(BLOCK);
        }
    }

    @Test
    default void aStretchIsTheRestOfItsBlock() throws Exception {
        byte[] bytes = TestChunks.bytes(2 * BLOCK + 100, 15);
        ChunkId id = TestChunks.id(new Random(15));
        TestChunks.store(volume(), id, bytes);
        try (ChunkReader reader = volume().open(id, TestChunks.digest(bytes))) {
            assertThat(TestChunks.stretch(reader, 0, bytes.length)).isEqualTo(Arrays.copyOf(bytes, BLOCK));
            assertThat(TestChunks.stretch(reader, BLOCK + 10L, bytes.length - BLOCK - 10))
                    .isEqualTo(Arrays.copyOfRange(bytes, BLOCK + 10, 2 * BLOCK));
            assertThat(TestChunks.stretch(reader, 2L * BLOCK + 1, 98))
                    .isEqualTo(Arrays.copyOfRange(bytes, 2 * BLOCK + 1, 2 * BLOCK + 99));
            assertThatThrownBy(() -> reader.stretch(2L * BLOCK, 101)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    default void aBlockWithAFlippedByteIsNoStretch() throws Exception {
        byte[] bytes = TestChunks.bytes(3 * BLOCK, 16);
        ChunkId id = TestChunks.id(new Random(16));
        TestChunks.store(volume(), id, bytes);
        damage(id, 2L * BLOCK - 1);
        try (ChunkReader reader = volume().open(id, TestChunks.digest(bytes))) {
            assertThat(TestChunks.stretch(reader, 0, bytes.length)).hasSize(BLOCK);
            assertThatThrownBy(() -> reader.stretch(BLOCK, 10)).isInstanceOf(ChunkException.CorruptChunk.class)
                    .hasMessageContaining(id.value());
            assertThat(TestChunks.stretch(reader, 2L * BLOCK, 10)).hasSize(10);
        }
    }

    @Test
    default void aStretchStaysGoodAfterItsReaderAndItsChunk() throws Exception {
        byte[] bytes = TestChunks.bytes(BLOCK, 17);
        ChunkId id = TestChunks.id(new Random(17));
        TestChunks.store(volume(), id, bytes);
        FileStretch stretch;
        try (ChunkReader reader = volume().open(id, TestChunks.digest(bytes))) {
            stretch = reader.stretch(0, BLOCK).orElseThrow();
        }
        volume().delete(List.of(id));
        assertThat(Stretches.bytes(stretch)).isEqualTo(bytes);
        stretch.close();
        assertThat(stretch.file().isOpen()).as("the file is open").isFalse();
    }

    @Test
    default void anInterruptedReaderTakesNoStretchAlong() throws Exception {
        byte[] bytes = TestChunks.bytes(2 * BLOCK, 18);
        ChunkId id = TestChunks.id(new Random(18));
        TestChunks.store(volume(), id, bytes);
        try (ChunkReader reader = volume().open(id, TestChunks.digest(bytes));
                FileStretch stretch = reader.stretch(0, BLOCK).orElseThrow()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> reader.read(BLOCK, BLOCK, ByteBuffer.allocateDirect(BLOCK)))
                    .isInstanceOf(ChunkException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(Stretches.bytes(stretch)).isEqualTo(Arrays.copyOf(bytes, BLOCK));
        }
    }

    @Test
    default void withoutItsNameAChunkIsReadButGivesNoStretch() throws Exception {
        byte[] bytes = TestChunks.bytes(BLOCK, 19);
        ChunkId id = TestChunks.id(new Random(19));
        TestChunks.store(volume(), id, bytes);
        try (ChunkReader reader = volume().open(id, TestChunks.digest(bytes))) {
            volume().delete(List.of(id));
            assertThat(reader.stretch(0, BLOCK)).isEmpty();
            assertThat(reader.read(0, BLOCK, ByteBuffer.allocateDirect(BLOCK))).isEqualTo(BLOCK);
        }
    }

    @Test
    default void chunksAreListedInPages() throws Exception {
        Random random = new Random(15);
        List<ChunkId> ids = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            ids.add(TestChunks.id(random));
            TestChunks.store(volume(), ids.getLast(), TestChunks.bytes(i, i));
        }
        ids.sort((a, b) -> a.value().compareTo(b.value()));
        List<ChunkId> listed = new ArrayList<>();
        Optional<ChunkId> after = Optional.empty();
        for (List<StoredChunk> page = volume().list(after, 7); !page.isEmpty(); page = volume().list(after, 7)) {
            assertThat(page).hasSizeLessThanOrEqualTo(7);
            page.forEach(chunk -> listed.add(chunk.id()));
            after = Optional.of(page.getLast().id());
        }
        assertThat(listed).isEqualTo(ids);
    }

    @Test
    default void manyWritersAtOnceKeepEveryChunk() throws Exception {
        Random random = new Random(16);
        List<ChunkId> ids = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ids.add(TestChunks.id(random));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> writes = new ArrayList<>();
            for (ChunkId id : ids) {
                writes.add(() -> {
                    TestChunks.store(volume(), id, TestChunks.bytes(4096, id.hashCode()));
                    return true;
                });
            }
            for (Future<Boolean> write : threads.invokeAll(writes)) {
                assertThat(write.get()).isTrue();
            }
        }
        for (ChunkId id : ids) {
            byte[] bytes = TestChunks.bytes(4096, id.hashCode());
            assertThat(
                    TestChunks.read(volume(), id, TestChunks.digest(bytes), 0, 4096, ByteBuffer.allocateDirect(4096)))
                    .isEqualTo(bytes);
        }
    }

    @Test
    default void theStatusShowsAServingVolumeWithRoom() {
        VolumeStatus status = volume().status();
        assertThat(status.volume()).isEqualTo(volume().id());
        assertThat(status.state()).isInstanceOf(VolumeStatus.State.Serving.class);
        assertThat(status.freeBytes()).isPositive().isLessThanOrEqualTo(status.totalBytes());
    }
}
