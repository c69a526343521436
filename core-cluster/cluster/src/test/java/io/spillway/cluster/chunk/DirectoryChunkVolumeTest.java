package io.spillway.cluster.chunk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

import io.spillway.cluster.api.location.ChunkId;
import io.spillway.cluster.api.name.ClusterId;
import io.spillway.cluster.api.name.NodeId;
import io.spillway.cluster.api.name.VolumeId;
import io.spillway.cluster.chunk.FaultyDisk.Step;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DirectoryChunkVolumeTest implements ChunkVolumeContract {
    private static final VolumeIdentity IDENTITY = new VolumeIdentity(new ClusterId(UUID.randomUUID()),
            new NodeId(UUID.randomUUID()), new VolumeId(UUID.randomUUID()));
    private static final VolumeOwner OWNER = new VolumeOwner(IDENTITY.cluster(), IDENTITY.node());
    private static final VolumeSettings SETTINGS = new VolumeSettings(1 << 20,
            new BlockBuffers(8, Duration.ofSeconds(5)));
    private static final byte[] BYTES = TestChunks.bytes(5000, 1);

    @TempDir
    Path folder;
    private final FaultyDisk disk = new FaultyDisk();
    private final ChunkId id = TestChunks.id(new Random(1));
    private Path root;
    private DirectoryChunkVolume volume;

    @BeforeEach
    void open() throws Exception {
        root = folder.resolve("volume");
        DirectoryChunkVolume.initialise(root, IDENTITY);
        volume = DirectoryChunkVolume.open(root, OWNER, SETTINGS, disk);
        disk.takeSteps();
    }

    @AfterEach
    void close() {
        volume.close();
    }

    @Override
    public ChunkVolume volume() {
        return volume;
    }

    @Override
    public void damage(ChunkId chunk, long offset) throws IOException {
        try (FileChannel file = FileChannel.open(volume.fileOf(chunk), StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            file.read(one, offset);
            one.put(0, (byte) (one.get(0) ^ 1));
            file.write(one.flip(), offset);
        }
    }

    @Test
    void theFileHoldsTheBytesAsTheyAre() throws Exception {
        TestChunks.store(volume, id, BYTES);
        assertThat(volume.fileOf(id)).hasBinaryContent(BYTES);
    }

    @Test
    void aChunkIsSyncedRenamedAndItsFolderSyncedInThisOrder() throws Exception {
        TestChunks.store(volume, id, BYTES);
        assertThat(disk.takeSteps()).containsExactly(Step.CREATE, Step.WRITE, Step.ATTRIBUTE, Step.ATTRIBUTE, Step.SYNC,
                Step.RENAME, Step.SYNC_FOLDER);
    }

    @Test
    void aDeleteIsSyncedOnceForEachFolder() throws Exception {
        List<ChunkId> ids = List.of(new ChunkId("00" + "1".repeat(30)), new ChunkId("00" + "2".repeat(30)),
                new ChunkId("ff" + "3".repeat(30)));
        volume.delete(ids);
        assertThat(disk.takeSteps()).containsExactly(Step.DELETE, Step.DELETE, Step.DELETE, Step.SYNC_FOLDER,
                Step.SYNC_FOLDER);
    }

    @ParameterizedTest
    @EnumSource(names = {"SYNC", "SYNC_FOLDER"})
    void aFailedSyncFencesTheVolumeAndIsNotTriedAgain(Step step) throws Exception {
        ChunkId before = TestChunks.id(new Random(2));
        TestChunks.store(volume, before, BYTES);
        disk.breakAt(step, "Input/output error");
        assertThatThrownBy(() -> TestChunks.store(volume, id, BYTES)).isInstanceOf(ChunkException.VolumeFailed.class);
        assertThat(disk.takeSteps().stream().filter(step::equals).count()).as("failed once, after it succeeded once")
                .isEqualTo(2);
        disk.repair();

        assertThat(volume.status().state()).isInstanceOf(VolumeStatus.State.Fenced.class);
        assertThatThrownBy(() -> TestChunks.store(volume, id, BYTES)).isInstanceOf(ChunkException.VolumeFailed.class)
                .hasMessageContaining("fenced");
        assertThatThrownBy(() -> volume.delete(List.of(before))).isInstanceOf(ChunkException.VolumeFailed.class);
        assertThat(disk.takeSteps()).isEmpty();
        assertThat(TestChunks.read(volume, before, TestChunks.digest(BYTES), 0, BYTES.length,
                ByteBuffer.allocate(BYTES.length))).isEqualTo(BYTES);
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATE", "WRITE", "ATTRIBUTE", "RENAME"})
    void aFullDiskLeavesNothingPartialAndServesOn(Step step) throws Exception {
        disk.breakAt(step, "No space left on device");
        assertThatThrownBy(() -> TestChunks.store(volume, id, BYTES)).isInstanceOf(ChunkException.VolumeFull.class)
                .hasMessageContaining("free space");
        assertThat(files("incoming")).isEmpty();
        assertThat(files("chunks")).isEmpty();
        disk.repair();
        TestChunks.store(volume, id, BYTES);
        volume.delete(List.of(id));
    }

    @Test
    void theReserveIsLeftFree() throws Exception {
        disk.leaveFree(SETTINGS.reserve() - 1);
        assertThatThrownBy(() -> volume.create(id)).isInstanceOf(ChunkException.VolumeFull.class)
                .hasMessageContaining("reserve");
        assertThat(volume.status().freeBytes()).isZero();
    }

    @Test
    void aLongWriteStopsAtTheReserve() throws Exception {
        try (ChunkWriter writer = volume.create(id)) {
            disk.leaveFree(0);
            assertThatThrownBy(() -> writer.write(ByteBuffer.allocate(8 << 20)))
                    .isInstanceOf(ChunkException.VolumeFull.class);
        }
        assertThat(files("incoming")).isEmpty();
    }

    @Test
    void aDiskThatTurnsReadOnlySaysSoAndIsAskedNoMore() throws Exception {
        disk.breakAt(Step.CREATE, "Read-only file system");
        assertThatThrownBy(() -> volume.create(id)).isInstanceOf(ChunkException.VolumeReadOnly.class)
                .hasMessageContaining("read-only");
        disk.takeSteps();
        assertThatThrownBy(() -> volume.create(id)).isInstanceOf(ChunkException.VolumeReadOnly.class);
        assertThat(disk.takeSteps()).isEmpty();
    }

    @Test
    void anInterruptedCallerNeitherFencesNorBreaksTheSeal() throws Exception {
        try (ChunkWriter writer = volume.create(id)) {
            writer.write(ByteBuffer.wrap(BYTES));
            Thread.currentThread().interrupt();
            writer.seal(TestChunks.description(BYTES));
            assertThat(Thread.interrupted()).as("the interrupt is kept for the caller").isTrue();
        }
        assertThat(volume.status().state()).isInstanceOf(VolumeStatus.State.Serving.class);
        assertThat(volume.describe(id)).isEqualTo(TestChunks.description(BYTES));
    }

    @Test
    void whatACrashLeftUnsealedIsSweptAtTheNextStart() throws Exception {
        Path left = root.resolve("incoming/3/3333" + "0".repeat(28));
        Files.writeString(left, "half a chunk");
        TestChunks.store(volume, id, BYTES);
        volume.close();
        volume = DirectoryChunkVolume.open(root, OWNER, SETTINGS, disk);
        assertThat(left).doesNotExist();
        assertThat(volume.describe(id)).isEqualTo(TestChunks.description(BYTES));
    }

    @Test
    void aChunkWithoutItsAttributesIsReportedDamaged() throws Exception {
        Files.writeString(volume.fileOf(id), "no attributes");
        assertThatThrownBy(() -> volume.describe(id)).isInstanceOf(ChunkException.CorruptChunk.class);
    }

    @Test
    void anEmptyMountPointIsRefused() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> DirectoryChunkVolume.open(empty, OWNER, SETTINGS))
                .isInstanceOf(ChunkException.VolumeRefused.class).hasMessageContaining("mount");
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void aForeignVolumeIsRefused() {
        VolumeOwner otherCluster = new VolumeOwner(new ClusterId(UUID.randomUUID()), OWNER.node());
        assertThatThrownBy(() -> DirectoryChunkVolume.open(root, otherCluster, SETTINGS))
                .isInstanceOf(ChunkException.VolumeRefused.class).hasMessageContaining("belongs to cluster");
        VolumeOwner otherNode = new VolumeOwner(OWNER.cluster(), new NodeId(UUID.randomUUID()));
        assertThatThrownBy(() -> DirectoryChunkVolume.open(root, otherNode, SETTINGS))
                .isInstanceOf(ChunkException.VolumeRefused.class).hasMessageContaining("belongs to node");
    }

    @Test
    void aVolumeOfANewerFormatIsRefused() throws Exception {
        Path file = root.resolve(VolumeIdentityFile.NAME);
        Files.writeString(file, Files.readString(file).replace("format=1", "format=2"));
        assertThatThrownBy(() -> DirectoryChunkVolume.open(root, OWNER, SETTINGS))
                .isInstanceOf(ChunkException.VolumeRefused.class).hasMessageContaining("format 2");
    }

    @Test
    void aFileSystemWithoutAttributesIsRefused() {
        disk.breakAt(Step.ATTRIBUTE, "Operation not supported");
        assertThatThrownBy(() -> DirectoryChunkVolume.open(root, OWNER, SETTINGS, disk))
                .isInstanceOf(ChunkException.VolumeRefused.class).hasMessageContaining("extended attributes")
                .hasMessageContaining("XFS");
    }

    @Test
    void aVolumeIsNotMadeTwice() {
        assertThatThrownBy(() -> DirectoryChunkVolume.initialise(root, IDENTITY))
                .isInstanceOf(ChunkException.VolumeRefused.class).hasMessageContaining("already");
    }

    private List<Path> files(String under) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve(under))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
