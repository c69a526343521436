package io.spillway.cluster.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import io.spillway.cluster.api.location.Location;
import io.spillway.cluster.api.location.RemoteCopy;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.object.ByteRange;
import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.cluster.api.object.CopyRequest;
import io.spillway.cluster.api.object.ObjectAttributes;
import io.spillway.cluster.api.object.ObjectContent;
import io.spillway.cluster.api.object.ObjectRef;
import io.spillway.cluster.api.object.ObjectSource;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.Principal;
import io.spillway.cluster.api.object.PutRequest;
import io.spillway.cluster.api.object.RequestContext;
import io.spillway.cluster.api.object.Stretches;
import io.spillway.cluster.api.object.WriteCondition;
import io.spillway.cluster.conscience.VolumeFault;
import io.spillway.cluster.directory.Command;
import io.spillway.cluster.directory.ContainerCommand;
import io.spillway.cluster.directory.Metachunk;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What the store does when chunks, volumes, sources and commits fail, and when bytes move under a reader. */
class StoreFaultsTest {
    private static final int METACHUNK = 1 << 20;
    private static final ContainerName CONTAINER = new ContainerName("bucket");
    private static final ObjectRef REF = ObjectRef.current(CONTAINER, new ObjectKey("key"));
    private static final RequestContext CONTEXT = new RequestContext(
            new Principal.AccountPrincipal(new AccountName("default"), "key-id"), "test",
            Instant.MAX);

    @TempDir
    Path folder;
    private final InMemoryDirectory directory = new InMemoryDirectory();
    private final RemoteMetachunks remote = new RemoteMetachunks();
    private StoreOnDisk node;

    @BeforeEach
    void open() throws Exception {
        node = new StoreOnDisk(folder, directory, new AccountAuthoriser(), remote, METACHUNK);
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

    private static ObjectSource source(byte[] body, boolean breaks) {
        ByteBuffer bytes = ByteBuffer.wrap(body);
        return new ObjectSource() {
            @Override
            public OptionalLong length() {
                return OptionalLong.empty();
            }

            @Override
            public int read(ByteBuffer target) throws IOException {
                if (!bytes.hasRemaining()) {
                    if (breaks) {
                        throw new IOException("the client went away");
                    }
                    return -1;
                }
                int step = Math.min(target.remaining(), bytes.remaining());
                target.put(bytes.slice(bytes.position(), step));
                bytes.position(bytes.position() + step);
                return step;
            }

            @Override
            public Map<ChecksumAlgorithm, byte[]> expected() {
                return Map.of();
            }
        };
    }

    private void put(byte[] body, StoragePolicyName policy) throws Exception {
        node.store().put(CONTEXT, new PutRequest(CONTAINER, REF.key(), ObjectAttributes.NONE, Set.of(),
                Optional.of(policy), WriteCondition.ALWAYS), source(body, false));
    }

    private byte[] read() throws Exception {
        try (ObjectContent content = node.store().get(CONTEXT, REF)) {
            return drain(content);
        }
    }

    /** How a caller takes a content. */
    enum Way {
        BUFFER, STRETCHES
    }

    private byte[] read(Way way) throws Exception {
        try (ObjectContent content = node.store().get(CONTEXT, REF)) {
            return drain(content, way);
        }
    }

    private static byte[] drain(ObjectContent content, Way way) throws Exception {
        return way == Way.BUFFER ? drain(content) : Stretches.drain(content);
    }

    private static byte[] drain(ObjectContent content) throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocateDirect(ObjectContent.PREFERRED_BUFFER);
        while (content.read(buffer.clear()) >= 0) {
            byte[] bytes = new byte[buffer.flip().remaining()];
            buffer.get(bytes);
            all.writeBytes(bytes);
        }
        return all.toByteArray();
    }

    private List<Path> chunkFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(file -> file.getFileName().toString().length() == 32)
                    .toList();
        }
    }

    private List<Path> chunkFilesOn(String volume) throws IOException {
        return chunkFiles().stream().filter(file -> file.startsWith(folder.resolve(volume))).toList();
    }

    private static void flip(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            try (FileChannel reading = FileChannel.open(file, StandardOpenOption.READ)) {
                reading.read(one, 0);
            }
            one.put(0, (byte) (one.get(0) ^ 1));
            channel.write(one.flip(), 0);
        }
    }

    private List<Class<?>> commands() {
        return directory.proposed.stream().<Class<?>>map(Command::getClass).toList();
    }

    private void answer(Class<? extends Command> to, Outcome outcome) {
        directory.interception = command -> to.isInstance(command) ? Optional.of(outcome) : Optional.empty();
    }

    @Test
    void copiesGoToBothVolumesWithTheSameBytes() throws Exception {
        byte[] body = body(3 * METACHUNK + 17);
        put(body, StoreOnDisk.TWO);
        assertThat(chunkFilesOn("one")).hasSize(4);
        assertThat(chunkFilesOn("two")).hasSize(4);
        assertThat(read()).isEqualTo(body);
    }

    @ParameterizedTest
    @EnumSource
    void aBadCopyIsReportedAndTheOtherOneServed(Way way) throws Exception {
        byte[] body = body(METACHUNK + 1000);
        put(body, StoreOnDisk.TWO);
        for (Path file : chunkFilesOn("one")) {
            flip(file);
        }
        assertThat(read(way)).isEqualTo(body);
        for (Path file : chunkFilesOn("two")) {
            Files.delete(file);
        }
        assertThatExceptionOfType(ObjectStoreException.Damaged.class).isThrownBy(() -> read(way));
        Map<VolumeFault, Long> one = node.conscience().scores().getFirst().faults();
        Map<VolumeFault, Long> two = node.conscience().scores().getLast().faults();
        assertThat(one.getOrDefault(VolumeFault.DAMAGED_CHUNK, 0L) + two.getOrDefault(VolumeFault.MISSING_CHUNK, 0L))
                .isPositive();
        assertThat(one).doesNotContainKey(VolumeFault.MISSING_CHUNK);
    }

    @ParameterizedTest
    @EnumSource
    void anOnlyCopyThatIsDamagedIsNeverServed(Way way) throws Exception {
        put(body(10_000), StoreOnDisk.SINGLE);
        flip(chunkFiles().getFirst());
        assertThatExceptionOfType(ObjectStoreException.Damaged.class).isThrownBy(() -> read(way));
    }

    @Test
    void aSmallPutIsOneCommand() throws Exception {
        put(body(METACHUNK), StoreOnDisk.SINGLE);
        assertThat(commands()).containsExactly(ContainerCommand.CommitObject.class);
    }

    @Test
    void aLongPutIsBegunStagedAndCommitted() throws Exception {
        byte[] body = body(3 * METACHUNK + 1);
        put(body, StoreOnDisk.SINGLE);
        assertThat(commands()).startsWith(ContainerCommand.BeginWrite.class, ContainerCommand.StageMetachunks.class)
                .endsWith(ContainerCommand.CommitObject.class);
        assertThat(read()).isEqualTo(body);
    }

    @Test
    void aBrokenLongPutIsAbandonedBeforeItsFilesGo() throws Exception {
        answer(ContainerCommand.AbandonWrite.class, new Outcome.Unknown("test"));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> node.store().put(CONTEXT,
                new PutRequest(CONTAINER, REF.key(), ObjectAttributes.NONE, Set.of(), Optional.empty(),
                        WriteCondition.ALWAYS),
                source(body(4 * METACHUNK), true)));
        assertThat(commands()).endsWith(ContainerCommand.AbandonWrite.class);
        assertThat(chunkFiles()).as("whether it is abandoned is not known").isNotEmpty();

        int before = chunkFiles().size();
        directory.interception = _ -> Optional.empty();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> node.store().put(CONTEXT,
                new PutRequest(CONTAINER, REF.key(), ObjectAttributes.NONE, Set.of(), Optional.empty(),
                        WriteCondition.ALWAYS),
                source(body(4 * METACHUNK), true)));
        assertThat(chunkFiles()).as("abandoned for certain").hasSize(before);
    }

    @Test
    void aRefusedCommitLeavesNoFile() {
        answer(ContainerCommand.CommitObject.class, new Outcome.Refused(new Refusal.ConditionFailed()));
        assertThatExceptionOfType(ObjectStoreException.PreconditionFailed.class)
                .isThrownBy(() -> put(body(5000), StoreOnDisk.TWO));
        assertThat(folder).satisfies(_ -> assertThat(chunkFiles()).isEmpty());
    }

    @Test
    void anUnknownCommitLeavesItsFiles() throws Exception {
        answer(ContainerCommand.CommitObject.class, new Outcome.Unknown("test"));
        assertThatExceptionOfType(ObjectStoreException.OutcomeUnknown.class)
                .isThrownBy(() -> put(body(5000), StoreOnDisk.TWO));
        assertThat(chunkFiles()).hasSize(2);
    }

    @Test
    void aCopyOntoItselfIsOneCommandAndMovesNoBytes() throws Exception {
        put(body(10_000), StoreOnDisk.SINGLE);
        List<Path> before = chunkFiles();
        directory.proposed.clear();
        node.store().copy(CONTEXT, new CopyRequest(REF, CONTAINER, REF.key(), Optional.of(ObjectAttributes.NONE),
                Set.of(), Optional.empty(), WriteCondition.ALWAYS));
        assertThat(commands()).containsExactly(ContainerCommand.ReplaceAttributes.class);
        assertThat(chunkFiles()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void aReadGoesOnWhenItsBytesMoveToATarget(Way way) throws Exception {
        byte[] body = body(3 * METACHUNK);
        put(body, StoreOnDisk.SINGLE);
        try (ObjectContent content = node.store().get(CONTEXT, REF)) {
            ByteBuffer first = ByteBuffer.allocate(1000);
            assertThat(content.read(first)).isEqualTo(1000);
            release(body);
            assertThat(drain(content, way)).isEqualTo(Arrays.copyOfRange(body, 1000, body.length));
        }
        assertThat(node.conscience().scores()).as("released chunks are not missed")
                .allSatisfy(score -> assertThat(score.faults()).isEmpty());
    }

    @Test
    void aRangeOfARemoteObjectFetchesItsBlocksOnly() throws Exception {
        byte[] body = body(3 * METACHUNK);
        put(body, StoreOnDisk.SINGLE);
        release(body);
        try (ObjectContent content = node.store().get(CONTEXT, REF)) {
            content.select(new ByteRange(METACHUNK + 300_000L, 10));
            assertThat(drain(content)).isEqualTo(Arrays.copyOfRange(body, METACHUNK + 300_000, METACHUNK + 300_010));
        }
        assertThat(remote.served).isEqualTo(256 << 10);
    }

    @Test
    void remoteBytesThatFailTheirChecksumAreNotServed() throws Exception {
        byte[] body = body(2 * METACHUNK);
        put(body, StoreOnDisk.SINGLE);
        release(body);
        remote.object[METACHUNK + 5] ^= 1;
        assertThatExceptionOfType(ObjectStoreException.Damaged.class).isThrownBy(this::read);
    }

    @Test
    void withoutTheTargetARemoteObjectIsUnavailableAndItsStatStillRight() throws Exception {
        byte[] body = body(5000);
        put(body, StoreOnDisk.SINGLE);
        release(body);
        remote.object = new byte[0];
        assertThatExceptionOfType(ObjectStoreException.Unavailable.class).isThrownBy(this::read)
                .withMessageContaining("cold");
        assertThat(node.store().stat(CONTEXT, REF).size()).isEqualTo(5000);
    }

    /** Makes the object remote only and removes its chunk files, as after a transition and its graces. */
    private void release(byte[] body) throws IOException {
        remote.object = body.clone();
        directory.relocate(CONTAINER, REF.key(), StoreFaultsTest::remoteOf);
        for (Path file : chunkFiles()) {
            Files.delete(file);
        }
    }

    private static Location remoteOf(Metachunk metachunk) {
        return new Location.Remote(new RemoteCopy("cold", "fingerprint", "bucket", "pack", Optional.empty(),
                Optional.empty(), metachunk.offset(), metachunk.length(), metachunk.sha256(), Optional.empty()));
    }
}
