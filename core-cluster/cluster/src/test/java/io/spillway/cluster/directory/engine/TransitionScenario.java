package io.spillway.cluster.directory.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.location.ChunkReplica;
import io.spillway.cluster.api.location.Location;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.NodeId;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.transition.Advance;
import io.spillway.cluster.api.transition.Cause;
import io.spillway.cluster.api.transition.Epoch;
import io.spillway.cluster.api.transition.Evidence;
import io.spillway.cluster.api.transition.GarbageNote;
import io.spillway.cluster.api.transition.Generation;
import io.spillway.cluster.api.transition.Intent;
import io.spillway.cluster.api.transition.IntentId;
import io.spillway.cluster.api.transition.Movement;
import io.spillway.cluster.api.transition.RemoteObject;
import io.spillway.cluster.api.transition.TransitionState;
import io.spillway.cluster.api.transition.TransitionState.Attempt;
import io.spillway.cluster.api.transition.TransitionState.Committed;
import io.spillway.cluster.api.transition.TransitionState.PackEntry;
import io.spillway.cluster.api.transition.TransitionState.Planned;
import io.spillway.cluster.api.transition.TransitionState.Uploaded;
import io.spillway.cluster.api.transition.TransitionState.Uploading;
import io.spillway.cluster.api.transition.TransitionState.Verified;
import io.spillway.cluster.api.transition.Transitions;
import io.spillway.cluster.directory.ContainerCommand.CommitObject;
import io.spillway.cluster.directory.ObjectVersion;
import io.spillway.cluster.directory.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
/** A directory with one object, and the steps of its transitions. */
abstract class TransitionScenario {
    static final NodeId NODE = new NodeId(new UUID(1, 2));
    static final Evidence EVIDENCE = new Evidence("sha256", "aa", Instant.EPOCH);
    static final Cause CAUSE = new Cause.ByRule("cold", 1, "old-files", Instant.EPOCH);
    static final Movement TIER = new Movement.Tier("cold", "f1", "GLACIER", Duration.ofDays(7));
    static final Instant FAR = Instant.parse("2999-01-01T00:00:00Z");
    static final ObjectKey KEY = new ObjectKey("a/b");

    @TempDir
    Path folder;
    final Random random = new Random(11);
    final Writes writes = new Writes(random);
    DirectoryEngine directory;
    Transitions transitions;
    ContainerRef container;
    CommitObject put;

    @BeforeEach
    void open() throws Exception {
        directory = DirectoryEngine.open(DirectorySettings.in(folder), Clock.systemUTC(), random);
        transitions = directory.transitions();
        container = ((Outcome.Created) directory.createContainer(new AccountName("default"),
                new ContainerName("bucket"), Optional.empty())).container().ref();
        put = writes.put(container, KEY.value(), 100);
        assertThat(directory.propose(put)).isInstanceOf(Outcome.Written.class);
    }

    @AfterEach
    void close() throws IOException {
        directory.close();
    }

    Generation generation() throws Exception {
        ObjectVersion current = directory.current(container, KEY).orElseThrow();
        return new Generation(KEY, current.version(), current.head().size(), current.digest());
    }

    Intent plan(Movement movement) throws Exception {
        return transitions.plan(new IntentId(Writes.hex(random, 16)), container, generation(), CAUSE, movement)
                .orElseThrow();
    }

    Intent advanced(Intent intent, TransitionState next) throws Exception {
        Advance advance = transitions.advance(intent, next);
        assertThat(advance).isInstanceOf(Advance.Advanced.class);
        Intent after = ((Advance.Advanced) advance).intent();
        assertThat(transitions.find(container, intent.id())).contains(after);
        return after;
    }

    static Attempt attempt(int number, long term) {
        return new Attempt(number, new Epoch(term, NODE), "vault", "p/x-" + number + ".pack");
    }

    static RemoteObject remote() {
        return new RemoteObject("cold", "f1", "vault", "p/x-1.pack", Optional.of("v1"), Optional.empty(), 150,
                "bb".repeat(32));
    }

    Intent verified() throws Exception {
        Intent planned = plan(TIER);
        Intent uploading = advanced(planned, ((Planned) planned.state()).upload(attempt(1, 1)));
        Intent uploaded = advanced(uploading,
                ((Uploading) uploading.state()).uploaded(remote(), List.of(new PackEntry(20, 100))));
        return advanced(uploaded, ((Uploaded) uploaded.state()).verified(EVIDENCE));
    }

    Intent committed() throws Exception {
        Intent verified = verified();
        return advanced(verified, ((Verified) verified.state()).commit(FAR));
    }

    Intent released() throws Exception {
        Intent committed = committed();
        directory.backups().record(container, remote(), 1_000);
        return advanced(committed, ((Committed) committed.state()).release(EVIDENCE));
    }

    Location location() throws Exception {
        return directory.metachunks(container, generation().version(), 0, 1).getFirst().location();
    }

    List<GarbageNote> garbage() throws Exception {
        return directory.garbage().due(container, FAR, 100);
    }

    List<ChunkReplica> replicas() {
        return ((Location.Local) put.metachunks().getFirst().location()).replicas();
    }
}
