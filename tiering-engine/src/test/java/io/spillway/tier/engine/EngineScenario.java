package io.spillway.tier.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import io.spillway.cloud.api.Checksum;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cluster.api.location.Location;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.GarbageNote;
import io.spillway.tier.node.FaultyCloud;
import io.spillway.tier.node.Policies;
import io.spillway.tier.node.TestNode;
import io.spillway.tier.run.RunReport;
import io.spillway.tier.run.RunRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A node with one object, and the steps that tests of the engine share. */
abstract class EngineScenario {
    static final byte[] BYTES = bytes(1, 300_000);
    static final byte[] OTHER = bytes(2, 200_000);

    @TempDir
    Path folder;

    final FaultyCloud.Faults faults = new FaultyCloud.Faults();
    TestNode node;

    @BeforeEach
    void open() throws Exception {
        node = TestNode.open(folder, TestNode.Setup.plain().withCloud(faults));
        node.createBucket();
        node.put("k", BYTES);
    }

    @AfterEach
    void close() {
        node.close();
    }

    @FunctionalInterface
    interface ClientCalls {
        void run() throws Exception;
    }

    /** The client's calls come after the pack was taken in and before the engine hears of it. */
    void duringUpload(ClientCalls calls) {
        faults.onNextPut((store, key, source, condition, journal) -> {
            StoredObject stored = store.put(key, source, condition, journal);
            try {
                calls.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return stored;
        });
    }

    static StoredObject lying(StoredObject stored) {
        return new StoredObject(stored.key(), stored.version(), stored.etag(), stored.length(),
                Optional.of(Checksum.sha256("0".repeat(64))), stored.modified());
    }

    void tier() throws Exception {
        run(monthAhead(), RunRequest.Mode.PLAN);
        assertThat(node.settle(now())).isTrue();
    }

    RunReport run(Instant instant, RunRequest.Mode mode) throws ObjectStoreException {
        return node.engine().run(new RunRequest(node.inForce(Policies.archive(1)), instant, mode));
    }

    Location location() throws ObjectStoreException {
        return node.directory().metachunks().of(node.bucket().ref(), node.candidate("k").generation()).orElseThrow()
                .getFirst().location();
    }

    List<GarbageNote> notes() throws ObjectStoreException {
        return node.directory().garbage().due(node.bucket().ref(), now().plus(Duration.ofDays(36_500)), 100).stream()
                .filter(note -> !(note instanceof GarbageNote.LocalChunks)).toList();
    }

    List<String> remoteKeys() throws CloudException {
        return node.cloud().list("", ListCursor.START, 100).items().stream().map(item -> item.key().value())
                .filter(key -> key.endsWith(".pack")).toList();
    }

    Instant now() {
        return node.clock().instant();
    }

    Instant monthAhead() {
        return now().plus(Duration.ofDays(31));
    }

    static byte[] bytes(long seed, int length) {
        var bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
