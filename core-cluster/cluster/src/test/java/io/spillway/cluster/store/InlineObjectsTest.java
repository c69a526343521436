package io.spillway.cluster.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import io.spillway.cluster.ClusterNode;
import io.spillway.cluster.NodeOnDisk;
import io.spillway.cluster.api.location.InlineBytes;
import io.spillway.cluster.api.location.Location;
import io.spillway.cluster.api.location.RemoteCopy;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.object.ByteRange;
import io.spillway.cluster.api.object.BytesSource;
import io.spillway.cluster.api.object.Checksum;
import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.cluster.api.object.CopyRequest;
import io.spillway.cluster.api.object.MultipartUploads.UploadRef;
import io.spillway.cluster.api.object.ObjectAttributes;
import io.spillway.cluster.api.object.ObjectContent;
import io.spillway.cluster.api.object.ObjectRef;
import io.spillway.cluster.api.object.ObjectSource;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.Principal;
import io.spillway.cluster.api.object.PutRequest;
import io.spillway.cluster.api.object.RequestContext;
import io.spillway.cluster.api.object.Stretches;
import io.spillway.cluster.api.object.UploadId;
import io.spillway.cluster.api.object.WriteCondition;
import io.spillway.cluster.directory.ContainerCommand;
import io.spillway.cluster.directory.Metachunk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Small objects, whose bytes the directory keeps. */
class InlineObjectsTest {
    private static final ContainerName CONTAINER = new ContainerName("bucket");
    private static final ObjectKey KEY = new ObjectKey("key");
    private static final RequestContext CONTEXT = new RequestContext(
            new Principal.AccountPrincipal(new AccountName("default"), "key-id"), "test", Instant.MAX);

    @TempDir
    Path folder;
    private final InMemoryDirectory directory = new InMemoryDirectory();
    private final RemoteMetachunks remote = new RemoteMetachunks();
    private StoreOnDisk node;

    @BeforeEach
    void open() throws Exception {
        node = new StoreOnDisk(folder, directory, new AccountAuthoriser(), remote,
                1 << 20);
        node.store().createContainer(CONTEXT, CONTAINER, Optional.empty());
    }

    @AfterEach
    void close() {
        node.close();
    }

    private static byte[] body(int length) {
        byte[] body = new byte[length];
        new Random(length).nextBytes(body);
        return body;
    }

    private static PutRequest request(ObjectKey key, StoragePolicyName policy) {
        return new PutRequest(CONTAINER, key, ObjectAttributes.NONE, Set.of(), Optional.of(policy),
                WriteCondition.ALWAYS);
    }

    private void put(ObjectKey key, byte[] body, StoragePolicyName policy) throws Exception {
        node.store().put(CONTEXT, request(key, policy), BytesSource.of(body));
    }

    private byte[] read(ObjectKey key, ByteRange range) throws Exception {
        try (ObjectContent content = node.store().get(CONTEXT, ObjectRef.current(CONTAINER, key))) {
            content.select(range);
            var bytes = new ByteArrayOutputStream();
            var out = Channels.newChannel(bytes);
            ByteBuffer buffer = ByteBuffer.allocate(1000);
            while (content.read(buffer.clear()) >= 0) {
                out.write(buffer.flip());
            }
            return bytes.toByteArray();
        }
    }

    private byte[] read(ObjectKey key, int length) throws Exception {
        return read(key, new ByteRange(0, length));
    }

    private List<Path> chunkFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(file -> file.getFileName().toString().length() == 32)
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4096, StoreOnDisk.INLINE})
    void aSmallBodyIsOneCommandAndNoFile(int length) throws Exception {
        byte[] body = body(length);
        directory.proposed.clear();
        put(KEY, body, StoreOnDisk.SINGLE);
        assertThat(directory.proposed).hasSize(1).hasOnlyElementsOfType(ContainerCommand.CommitObject.class);
        assertThat(chunkFiles()).isEmpty();
        assertThat(read(KEY, length)).isEqualTo(body);
        assertThat(read(KEY, new ByteRange(length / 2, length - length / 2)))
                .isEqualTo(Arrays.copyOfRange(body, length / 2, length));
        try (ObjectContent content = node.store().get(CONTEXT, ObjectRef.current(CONTAINER, KEY))) {
            assertThat(Stretches.drain(content)).isEqualTo(body);
        }
    }

    @Test
    void oneByteMoreIsAChunkFile() throws Exception {
        put(KEY, body(StoreOnDisk.INLINE + 1), StoreOnDisk.SINGLE);
        assertThat(chunkFiles()).hasSize(1);
    }

    @Test
    void twoCopiesAreTwoChunkFilesHoweverSmall() throws Exception {
        put(KEY, body(10), StoreOnDisk.TWO);
        assertThat(chunkFiles()).hasSize(2);
    }

    @Test
    void aPartIsAChunkFileHoweverSmall() throws Exception {
        try (ClusterNode whole = NodeOnDisk.in(folder.resolve("whole")).open(new AccountAuthoriser())) {
            whole.store().createContainer(CONTEXT, CONTAINER, Optional.empty());
            UploadId upload = whole.store().createUpload(CONTEXT, request(KEY, NodeOnDisk.SINGLE),
                    Checksum.Kind.COMPOSITE);
            whole.store().putPart(CONTEXT, new UploadRef(CONTAINER, KEY, upload), 1, BytesSource.of(body(10)));
            assertThat(chunkFiles()).hasSize(1);
        }
    }

    @Test
    void aCopyIsInlineTooAndOutlivesItsSource() throws Exception {
        ObjectKey copy = new ObjectKey("copy");
        put(KEY, body(500), StoreOnDisk.SINGLE);
        node.store().copy(CONTEXT, new CopyRequest(ObjectRef.current(CONTAINER, KEY), CONTAINER, copy,
                Optional.empty(), Set.of(), Optional.empty(), WriteCondition.ALWAYS));
        node.store().delete(CONTEXT, ObjectRef.current(CONTAINER, KEY), WriteCondition.ALWAYS);
        assertThat(chunkFiles()).isEmpty();
        assertThat(read(copy, 500)).isEqualTo(body(500));
    }

    /** The directory must keep the room that the volumes' reserve leaves it. */
    @Test
    void whenNoVolumeTakesWritesSmallBodiesAreNotTakenEither() throws Exception {
        directory.proposed.clear();
        try (var full = new StoreOnDisk(folder.resolve("full"), directory, new AccountAuthoriser(), RemoteChunks.NONE,
                1 << 20, Long.MAX_VALUE)) {
            assertThatExceptionOfType(ObjectStoreException.InsufficientStorage.class)
                    .isThrownBy(() -> full.store().put(CONTEXT, request(KEY, StoreOnDisk.SINGLE),
                            BytesSource.of(body(10))));
        }
        assertThat(directory.proposed).isEmpty();
    }

    @Test
    void withoutRoomInTheDirectoryASmallBodyIsAChunkFile() throws Exception {
        node.inlineRoom = false;
        put(KEY, body(10), StoreOnDisk.SINGLE);
        assertThat(chunkFiles()).hasSize(1);
        assertThat(read(KEY, 10)).isEqualTo(body(10));
    }

    @Test
    void theDirectoryHasRoomUntilItsReserve() throws Exception {
        var clock = InstantSource.system();
        assertThat(new DirectoryRoom(folder, 0, clock).getAsBoolean()).isTrue();
        assertThat(new DirectoryRoom(folder, Long.MAX_VALUE, clock).getAsBoolean()).isFalse();
    }

    @Test
    void whatIsNotTheAnnouncedBodyIsNotProposed() {
        directory.proposed.clear();
        ObjectSource wrong = new Announced(BytesSource.of(body(10)), Map.of(ChecksumAlgorithm.MD5, new byte[16]));
        assertThatExceptionOfType(ObjectStoreException.ChecksumMismatch.class)
                .isThrownBy(() -> node.store().put(CONTEXT, request(KEY, StoreOnDisk.SINGLE), wrong));
        assertThat(directory.proposed).isEmpty();
    }

    /** A source with other announcements. */
    private record Announced(ObjectSource source, Map<ChecksumAlgorithm, byte[]> expected) implements ObjectSource {
        @Override
        public OptionalLong length() {
            return source.length();
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return source.read(target);
        }
    }

    @Test
    void damagedBytesAreNotServedUnlessATargetHasThem() throws Exception {
        byte[] body = body(3000);
        put(KEY, body, StoreOnDisk.SINGLE);
        byte[] damaged = body.clone();
        damaged[2999] ^= 1;
        Location.Inline inline = new Location.Inline(new InlineBytes(damaged));
        directory.relocate(CONTAINER, KEY, _ -> inline);
        assertThatExceptionOfType(ObjectStoreException.Damaged.class).isThrownBy(() -> read(KEY, 3000))
                .withMessageContaining("checksum");

        remote.object = body;
        directory.relocate(CONTAINER, KEY, metachunk -> new Location.Both(inline, copy(metachunk)));
        assertThat(read(KEY, 3000)).isEqualTo(body);
    }

    private static RemoteCopy copy(Metachunk metachunk) {
        return new RemoteCopy("cold", "fingerprint", "bucket", "pack", Optional.empty(), Optional.empty(), 0,
                metachunk.length(), metachunk.sha256(), Optional.empty());
    }
}
