package io.spillway.cluster.upkeep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.spillway.cluster.ClusterNode;
import io.spillway.cluster.NodeOnDisk;
import io.spillway.cluster.Zeros;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.object.ObjectAttributes;
import io.spillway.cluster.api.object.ObjectRef;
import io.spillway.cluster.api.object.Principal;
import io.spillway.cluster.api.object.PutRequest;
import io.spillway.cluster.api.object.RequestContext;
import io.spillway.cluster.api.object.WriteCondition;
import io.spillway.cluster.store.AccountAuthoriser;
import io.spillway.cluster.store.LocalReplicas;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Removal of local bytes on a real node: after their grace, all of them, and nothing else. */
class LocalCollectorTest {
    private static final ObjectRef REF = ObjectRef.current(new ContainerName("bucket"), new ObjectKey("key"));
    private static final RequestContext CONTEXT = new RequestContext(
            new Principal.AccountPrincipal(new AccountName("default"), "key-id"), "test", Instant.MAX);

    @TempDir
    Path folder;
    private ClusterNode node;

    @BeforeEach
    void open() throws Exception {
        node = NodeOnDisk.in(folder).open(new AccountAuthoriser());
        node.store().createContainer(CONTEXT, REF.container(), Optional.empty());
    }

    @AfterEach
    void close() {
        node.close();
    }

    private void put(long length) throws Exception {
        node.store().put(CONTEXT, new PutRequest(REF.container(), REF.key(), ObjectAttributes.NONE, Set.of(),
                Optional.of(NodeOnDisk.TWO), WriteCondition.ALWAYS), new Zeros(length));
    }

    private LocalCollector collectorAfter(Duration time) {
        InstantSource later = () -> Instant.now().plus(time);
        return new LocalCollector(node.directory().garbage(), new LocalReplicas(node.conscience()), later);
    }

    private List<Path> chunkFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9a-f]{32}")).sorted().toList();
        }
    }

    @Test
    void overwrittenBytesGoAfterTheReadersGraceAndTheNewOnesStay() throws Exception {
        put(3 << 20);
        List<Path> old = chunkFiles();
        put(2 << 20);
        List<Path> both = chunkFiles();

        assertThat(collectorAfter(Duration.ZERO).run()).as("a reader may still be there").isZero();
        assertThat(chunkFiles()).isEqualTo(both);

        assertThat(collectorAfter(Duration.ofHours(2)).run()).isEqualTo(6);
        assertThat(chunkFiles()).hasSize(4).doesNotContainAnyElementsOf(old);
        assertThat(collectorAfter(Duration.ofHours(3)).run()).as("the notes are settled").isZero();
    }

    @Test
    void deletedBytesGo() throws Exception {
        put(1000);
        node.store().delete(CONTEXT, REF, WriteCondition.ALWAYS);
        collectorAfter(Duration.ofHours(2)).run();
        assertThat(chunkFiles()).isEmpty();
    }

    @Test
    void aNoteWhoseFilesAreGoneAlreadyIsSettled() throws Exception {
        put(1000);
        node.store().delete(CONTEXT, REF, WriteCondition.ALWAYS);
        for (Path file : chunkFiles()) {
            Files.delete(file);
        }
        collectorAfter(Duration.ofHours(2)).run();
        assertThat(node.directory().garbage().containersWithGarbage(Instant.now().plus(Duration.ofDays(1)),
                Optional.empty(), 10)).isEmpty();
    }
}
