package io.spillway.cluster;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.cluster.api.object.ObjectAttributes;
import io.spillway.cluster.api.object.ObjectContent;
import io.spillway.cluster.api.object.ObjectRef;
import io.spillway.cluster.api.object.ObjectSource;
import io.spillway.cluster.api.object.ObjectStat;
import io.spillway.cluster.api.object.Principal;
import io.spillway.cluster.api.object.PutRequest;
import io.spillway.cluster.api.object.RequestContext;
import io.spillway.cluster.api.object.WriteCondition;
import io.spillway.cluster.chunk.ChunkException;
import io.spillway.cluster.store.AccountAuthoriser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ClusterNodeRestartTest {
    private static final ObjectRef REF = ObjectRef.current(new ContainerName("bucket"), new ObjectKey("key"));
    private static final RequestContext CONTEXT = new RequestContext(
            new Principal.AccountPrincipal(new AccountName("default"), "key-id"), "test", Instant.MAX);

    @TempDir
    Path folder;
    private NodeOnDisk onDisk;

    @BeforeEach
    void make() throws Exception {
        onDisk = NodeOnDisk.in(folder);
    }

    private record Text(ByteBuffer bytes) implements ObjectSource {
        @Override
        public OptionalLong length() {
            return OptionalLong.empty();
        }

        @Override
        public int read(ByteBuffer target) {
            if (!bytes.hasRemaining()) {
                return -1;
            }
            int length = bytes.remaining();
            target.put(bytes);
            return length;
        }

        @Override
        public Map<ChecksumAlgorithm, byte[]> expected() {
            return Map.of();
        }
    }

    private static ObjectStat put(ClusterNode node, String body) throws Exception {
        return node.store().put(CONTEXT, new PutRequest(REF.container(), REF.key(), ObjectAttributes.NONE, Set.of(),
                Optional.of(NodeOnDisk.TWO), WriteCondition.ALWAYS),
                new Text(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8))));
    }

    private static String read(ClusterNode node) throws Exception {
        ByteBuffer buffer = ByteBuffer.allocate(1000);
        try (ObjectContent content = node.store().get(CONTEXT, REF)) {
            assertThat(content.read(buffer)).isPositive();
        }
        return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
    }

    @Test
    void whatWasStoredIsThereAfterARestart() throws Exception {
        ObjectStat stat;
        try (ClusterNode node = onDisk.open(new AccountAuthoriser())) {
            node.store().createContainer(CONTEXT, REF.container(), Optional.empty());
            stat = put(node, "body");
        }
        try (ClusterNode node = onDisk.open(new AccountAuthoriser())) {
            assertThat(node.store().stat(CONTEXT, REF)).isEqualTo(stat);
            assertThat(read(node)).isEqualTo("body");
            put(node, "another");
            assertThat(read(node)).isEqualTo("another");
        }
    }

    @Test
    void aNodeWhoseVolumeIsNotMountedIsNotOpenedAndOpensOnceItIs() throws Exception {
        try (ClusterNode node = onDisk.open(new AccountAuthoriser())) {
            node.store().createContainer(CONTEXT, REF.container(), Optional.empty());
            put(node, "body");
        }
        Files.move(folder.resolve("two"), folder.resolve("away"));
        Files.createDirectory(folder.resolve("two"));
        assertThatThrownBy(() -> onDisk.open(new AccountAuthoriser())).isInstanceOf(ChunkException.VolumeRefused.class)
                .hasMessageContaining("two");
        assertThat(folder.resolve("two")).isEmptyDirectory();
        Files.delete(folder.resolve("two"));
        Files.move(folder.resolve("away"), folder.resolve("two"));
        try (ClusterNode node = onDisk.open(new AccountAuthoriser())) {
            assertThat(read(node)).isEqualTo("body");
        }
    }
}
