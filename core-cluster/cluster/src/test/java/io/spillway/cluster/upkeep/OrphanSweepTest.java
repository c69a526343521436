package io.spillway.cluster.upkeep;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.spillway.cluster.ClusterNode;
import io.spillway.cluster.NodeOnDisk;
import io.spillway.cluster.Zeros;
import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.location.ChunkId;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.name.VersionId;
import io.spillway.cluster.api.object.ObjectAttributes;
import io.spillway.cluster.api.object.Principal;
import io.spillway.cluster.api.object.PutRequest;
import io.spillway.cluster.api.object.RequestContext;
import io.spillway.cluster.api.object.WriteCondition;
import io.spillway.cluster.chunk.ChunkDescription;
import io.spillway.cluster.chunk.ChunkDigest;
import io.spillway.cluster.chunk.ChunkDigester;
import io.spillway.cluster.chunk.ChunkOwner;
import io.spillway.cluster.chunk.ChunkPosition;
import io.spillway.cluster.chunk.ChunkVolume;
import io.spillway.cluster.chunk.ChunkWriter;
import io.spillway.cluster.chunk.StoredChunk;
import io.spillway.cluster.directory.ContainerCommand;
import io.spillway.cluster.directory.ObjectHead;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.Refusal;
import io.spillway.cluster.directory.WriteId;
import io.spillway.cluster.store.AccountAuthoriser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The sweep on a real node: what a crash between seal and commit leaves goes, and nothing else. */
class OrphanSweepTest {
    private static final AccountName ACCOUNT = new AccountName("default");
    private static final ContainerName CONTAINER = new ContainerName("bucket");
    private static final ObjectKey KEY = new ObjectKey("key");
    private static final RequestContext CONTEXT = new RequestContext(
            new Principal.AccountPrincipal(ACCOUNT, "key-id"), "test", Instant.MAX);
    private static final ContainerCommand.Graces GRACES = new ContainerCommand.Graces(Duration.ofHours(1),
            Duration.ofDays(7));
    private static final VersionId LOST = new VersionId("00000000000000000000000000000001");
    private static final ChunkId CHUNK = new ChunkId("abababababababababababababababab");

    @TempDir
    Path folder;
    private ClusterNode node;
    private ChunkVolume volume;

    @BeforeEach
    void open() throws Exception {
        NodeOnDisk onDisk = NodeOnDisk.in(folder);
        node = onDisk.open(new AccountAuthoriser());
        node.store().createContainer(CONTEXT, CONTAINER, Optional.empty());
        volume = node.conscience().volumes().getFirst();
    }

    @AfterEach
    void close() {
        node.close();
    }

    private ContainerRef container() {
        return node.directory().findContainer(CONTAINER).orElseThrow().ref();
    }

    private OrphanSweep sweepAfter(Duration age) {
        InstantSource later = () -> Instant.now().plus(Duration.ofDays(3));
        return new OrphanSweep(node.directory(), GRACES, age, Optional.empty(), later);
    }

    /** A sealed chunk whose write got no further. */
    private void leave(ContainerRef container) throws Exception {
        byte[] bytes = new byte[5000];
        ChunkDigester digester = new ChunkDigester();
        digester.update(bytes, 0, bytes.length);
        ChunkDigest digest = digester.finish();
        try (ChunkWriter writer = volume.create(CHUNK)) {
            writer.write(ByteBuffer.wrap(bytes));
            writer.seal(new ChunkDescription(new ChunkOwner(ACCOUNT, CONTAINER, container, KEY, WriteId.of(LOST)),
                    new ChunkPosition(0, 0), new StoragePolicyName("single"), digest));
        }
    }

    private List<ChunkId> chunks() throws Exception {
        List<ChunkId> ids = new ArrayList<>();
        for (ChunkVolume each : node.conscience().volumes()) {
            each.list(Optional.empty(), 1000).stream().map(StoredChunk::id).forEach(ids::add);
        }
        return ids;
    }

    @Test
    void aChunkThatARestoredDirectoryCannotKnowStaysAndIsCounted() throws Exception {
        leave(container());
        keptBySweepAfterARestore();
    }

    @Test
    void aChunkOfAWriteThatARestoreGaveUpStaysAndIsCounted() throws Exception {
        leave(container());
        node.directory().propose(new ContainerCommand.BeginWrite(container(), WriteId.of(LOST), KEY));
        node.directory().propose(new ContainerCommand.AbandonWrite(container(), WriteId.of(LOST), GRACES));
        keptBySweepAfterARestore();
    }

    private void keptBySweepAfterARestore() throws Exception {
        InstantSource later = () -> Instant.now().plus(Duration.ofDays(3));
        var sweep = new OrphanSweep(node.directory(), GRACES, Duration.ofDays(2),
                Optional.of(Instant.now().plus(Duration.ofDays(1))), later);
        assertThat(sweep.run(volume)).isEqualTo(new OrphanSweep.Findings(1, 0, 1));
        assertThat(chunks()).hasSize(1);
    }

    @Test
    void aChunkOfNoWriteGoesAndALateCommitOfItsWriteIsRefused() throws Exception {
        leave(container());
        assertThat(sweepAfter(Duration.ofDays(2)).run(volume)).isEqualTo(new OrphanSweep.Findings(1, 1, 0));
        assertThat(chunks()).isEmpty();

        ObjectHead head = new ObjectHead(KEY, 0, "d41d8cd98f00b204e9800998ecf8427e", ObjectAttributes.NONE, List.of(),
                new StoragePolicyName("single"), List.of());
        Outcome late = node.directory().propose(new ContainerCommand.CommitObject(container(), WriteId.of(LOST), LOST,
                head, List.of(), WriteCondition.ALWAYS, GRACES));
        assertThat(late).isEqualTo(new Outcome.Refused(new Refusal.WriteAbandoned()));
    }

    @Test
    void aWriteThatWasBegunAndForgottenGoesToo() throws Exception {
        leave(container());
        node.directory().propose(new ContainerCommand.BeginWrite(container(), WriteId.of(LOST), KEY));
        sweepAfter(Duration.ofDays(2)).run(volume);
        assertThat(chunks()).isEmpty();
    }

    @Test
    void aYoungChunkStaysForItsWriteMayBeRunning() throws Exception {
        leave(container());
        assertThat(sweepAfter(Duration.ofDays(4)).run(volume)).isEqualTo(new OrphanSweep.Findings(0, 0, 0));
        assertThat(chunks()).containsExactly(CHUNK);
    }

    @Test
    void aChunkOfAnUnknownContainerStaysAndIsCounted() throws Exception {
        leave(new ContainerRef("0123456789abcdef".repeat(4)));
        assertThat(sweepAfter(Duration.ofDays(2)).run(volume)).isEqualTo(new OrphanSweep.Findings(1, 0, 1));
        assertThat(chunks()).containsExactly(CHUNK);
    }

    @Test
    void chunksOfObjectsStay() throws Exception {
        node.store().put(CONTEXT, new PutRequest(CONTAINER, KEY, ObjectAttributes.NONE, Set.of(),
                Optional.of(NodeOnDisk.TWO), WriteCondition.ALWAYS), new Zeros(3 << 20));
        List<ChunkId> before = chunks();
        for (ChunkVolume each : node.conscience().volumes()) {
            assertThat(sweepAfter(Duration.ofDays(2)).run(each)).isEqualTo(new OrphanSweep.Findings(3, 0, 0));
        }
        assertThat(before).hasSize(6);
        assertThat(chunks()).isEqualTo(before);
    }
}
