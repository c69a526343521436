package io.spillway.cluster.directory.engine;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.change.Change;
import io.spillway.cluster.api.location.ChunkReplica;
import io.spillway.cluster.api.location.Location;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.object.WriteCondition;
import io.spillway.cluster.api.transition.Advance;
import io.spillway.cluster.api.transition.Candidate;
import io.spillway.cluster.api.transition.CandidateFilter;
import io.spillway.cluster.api.transition.Epoch;
import io.spillway.cluster.api.transition.GarbageNote;
import io.spillway.cluster.api.transition.Generation;
import io.spillway.cluster.api.transition.Intent;
import io.spillway.cluster.api.transition.IntentId;
import io.spillway.cluster.api.transition.Movement;
import io.spillway.cluster.api.transition.TransitionState;
import io.spillway.cluster.api.transition.TransitionState.Committed;
import io.spillway.cluster.api.transition.TransitionState.Fetched;
import io.spillway.cluster.api.transition.TransitionState.Fetching;
import io.spillway.cluster.api.transition.TransitionState.Planned;
import io.spillway.cluster.api.transition.TransitionState.Uploading;
import io.spillway.cluster.api.transition.TransitionState.Verified;
import io.spillway.cluster.directory.ContainerCommand.AbandonWrite;
import io.spillway.cluster.directory.ContainerCommand.BeginWrite;
import io.spillway.cluster.directory.ContainerCommand.CommitObject;
import io.spillway.cluster.directory.ContainerCommand.DeleteObject;
import io.spillway.cluster.directory.ContainerCommand.StageMetachunks;
import io.spillway.cluster.directory.Metachunk;
import io.spillway.cluster.directory.ObjectVersion;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.WriteId;
import io.spillway.cluster.directory.WriteState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
class DirectoryTransitionsTest extends TransitionScenario {
    @Test
    void aTierGoesFromLocalToBothToRemoteAndNotesTheLocalChunks() throws Exception {
        Intent committed = committed();
        assertThat(location()).isInstanceOfSatisfying(Location.Both.class, both -> {
            assertThat(((Location.Local) both.near()).replicas()).isEqualTo(replicas());
            assertThat(both.copy().offset()).isEqualTo(20);
            assertThat(both.copy().version()).contains("v1");
            assertThat(both.copy().sha256()).isEqualTo(put.metachunks().getFirst().sha256());
        });
        assertThat(transitions.containersWithOpenIntents(Optional.empty(), 10)).containsExactly(container);
        directory.backups().record(container, remote(), 2);
        advanced(committed, ((Committed) committed.state()).release(EVIDENCE));
        assertThat(location()).isInstanceOf(Location.Remote.class);
        assertThat(directory.current(container, KEY)).map(ObjectVersion::storageClass).contains("GLACIER");
        assertThat(garbage()).singleElement().isInstanceOfSatisfying(GarbageNote.LocalChunks.class,
                note -> assertThat(note.replicas()).isEqualTo(replicas()));
        assertThat(transitions.containersWithOpenIntents(Optional.empty(), 10)).isEmpty();
        assertThat(directory.changeLog().read(DirectorySettings.ACCOUNTS, container, 10)).extracting(Change::kind)
                .containsExactly(Change.Kind.PUT, Change.Kind.TIERED, Change.Kind.RELEASED);
    }

    @Test
    void nothingIsReleasedBeforeABackupHoldsTheCommit() throws Exception {
        Intent committed = committed();
        TransitionState release = ((Committed) committed.state()).release(EVIDENCE);
        assertThat(transitions.advance(committed, release)).isEqualTo(new Advance.NotBackedUp());
        directory.backups().record(container, remote(), 1);
        assertThat(transitions.advance(committed, release)).as("a backup from before the commit")
                .isEqualTo(new Advance.NotBackedUp());
        Path copy = folder.resolve("copy.db");
        long sequence = directory.backups().copyTo(container, copy);
        assertThat(copy).exists();
        assertThat(sequence).isEqualTo(2);
        directory.backups().record(container, remote(), sequence);
        advanced(committed, release);
    }

    @Test
    void anOverwriteWithEqualBytesIsAnotherGeneration() throws Exception {
        Intent verified = verified();
        CommitObject again = new CommitObject(container, put.write(), put.version(), put.head(), put.metachunks(),
                WriteCondition.ALWAYS, Writes.GRACES);
        WriteId write = new WriteId(Writes.hex(random, 16));
        assertThat(directory.propose(new CommitObject(container, write, writes.version(), again.head(),
                again.metachunks(), WriteCondition.ALWAYS, Writes.GRACES))).isInstanceOf(Outcome.Written.class);
        assertThat(transitions.advance(verified, ((Verified) verified.state()).commit(FAR)))
                .isInstanceOf(Advance.Superseded.class);
        assertThat(location()).isInstanceOf(Location.Local.class);
        assertThat(garbage()).hasAtLeastOneElementOfType(GarbageNote.RemoteAttempt.class);
        assertThat(transitions.containersWithOpenIntents(Optional.empty(), 10)).isEmpty();
    }

    @Test
    void aDeleteOfATieredObjectNotesItsRemoteObjectOnce() throws Exception {
        Intent committed = committed();
        assertThat(directory.propose(new DeleteObject(container, KEY, Optional.empty(), WriteCondition.ALWAYS,
                Writes.GRACES))).isInstanceOf(Outcome.Deleted.class);
        assertThat(garbage()).hasSize(2).hasAtLeastOneElementOfType(GarbageNote.LocalChunks.class)
                .anySatisfy(note -> assertThat(note).isInstanceOfSatisfying(GarbageNote.RemoteBytes.class,
                        remote -> assertThat(remote.remote()).isEqualTo(remote())));
        assertThat(transitions.advance(committed, ((Committed) committed.state()).release(EVIDENCE)))
                .isInstanceOf(Advance.Superseded.class);
        assertThat(garbage()).hasSize(2);
        assertThat(transitions.containersWithOpenIntents(Optional.empty(), 10)).isEmpty();
    }

    @Test
    void aNewOwnersAttemptLeavesTheFormerAsGarbageAndTheFormerOwnerIsRefused() throws Exception {
        Intent planned = plan(TIER);
        Intent first = advanced(planned, ((Planned) planned.state()).upload(attempt(1, 5)));
        Intent resumable = advanced(first, ((Uploading) first.state()).resumable("upload-7"));
        Intent second = advanced(resumable, ((Uploading) resumable.state()).nextAttempt(attempt(2, 6)));
        assertThat(garbage()).singleElement().isInstanceOfSatisfying(GarbageNote.RemoteAttempt.class, note -> {
            assertThat(note.remoteKey()).isEqualTo("p/x-1.pack");
            assertThat(note.uploadId()).contains("upload-7");
        });
        assertThat(transitions.advance(resumable, ((Uploading) resumable.state()).uploaded(remote(), List.of())))
                .as("the former owner").isEqualTo(new Advance.Conflict(second));
        assertThat(transitions.advance(second, ((Uploading) second.state()).nextAttempt(attempt(3, 4))))
                .as("a stale epoch").isEqualTo(new Advance.Conflict(second));
    }

    @Test
    void aVersionHasOneOpenIntentAndBytesThatAreThereAreNotMoved() throws Exception {
        plan(TIER);
        assertThat(transitions.plan(new IntentId(Writes.hex(random, 16)), container, generation(), CAUSE, TIER))
                .isEmpty();
        Generation stale = new Generation(KEY, generation().version(), 99, generation().digest());
        assertThat(transitions.plan(new IntentId(Writes.hex(random, 16)), container, stale, CAUSE, TIER)).isEmpty();
        assertThat(transitions.plan(new IntentId(Writes.hex(random, 16)), container, generation(), CAUSE,
                new Movement.Recall())).as("nothing to recall").isEmpty();
    }

    @Test
    void aRecallMakesTheFetchedChunksTheVersionsAndNotesTheRemoteObject() throws Exception {
        released();
        directory.garbage().settle(container, garbage().stream().map(GarbageNote::id).toList());
        assertThat(directory.write(container, put.write())).as("its last chunk file is gone")
                .isEqualTo(WriteState.UNKNOWN);
        WriteId write = new WriteId(Writes.hex(random, 16));
        directory.propose(new BeginWrite(container, write, KEY));
        Metachunk fetched = writes.metachunk(0, 0, 100);
        directory.propose(new StageMetachunks(container, write, List.of(writes.metachunk(0, 0, 100))));
        directory.propose(new StageMetachunks(container, write, List.of(fetched)));
        assertThat(garbage()).as("staged again: the first are garbage").hasSize(1);

        Intent planned = plan(new Movement.Recall());
        Intent fetching = advanced(planned, ((Planned) planned.state()).fetch(new Epoch(1, NODE), write.value()));
        List<List<ChunkReplica>> replicas = List.of(((Location.Local) fetched.location()).replicas());
        Intent done = advanced(fetching, ((Fetching) fetching.state()).fetched(replicas));
        advanced(done, ((Fetched) done.state()).recall());
        assertThat(location()).isEqualTo(fetched.location());
        assertThat(directory.write(container, write)).isEqualTo(WriteState.COMMITTED);
        assertThat(directory.current(container, KEY)).map(ObjectVersion::storageClass).contains("STANDARD");
        assertThat(garbage()).hasSize(2).hasAtLeastOneElementOfType(GarbageNote.RemoteBytes.class);
    }

    @Test
    void theWriteOfAnOpenRecallIsNotGivenUpBeneathIt() throws Exception {
        released();
        WriteId write = new WriteId(Writes.hex(random, 16));
        Intent planned = plan(new Movement.Recall());
        Intent fetching = advanced(planned, ((Planned) planned.state()).fetch(new Epoch(1, NODE), write.value()));
        AbandonWrite sweep = new AbandonWrite(container, write, Writes.GRACES);
        assertThat(directory.propose(sweep)).isInstanceOf(Outcome.Refused.class);
        Metachunk fetched = writes.metachunk(0, 0, 100);
        Intent done = advanced(fetching,
                ((Fetching) fetching.state()).fetched(List.of(((Location.Local) fetched.location()).replicas())));
        assertThat(directory.propose(sweep)).isInstanceOf(Outcome.Refused.class);
        assertThat(directory.propose(new AbandonWrite(container, new WriteId(Writes.hex(random, 16)), Writes.GRACES)))
                .as("any other write").isEqualTo(new Outcome.Done());
        advanced(done, ((Fetched) done.state()).recall());
        assertThat(location()).isEqualTo(fetched.location());
    }

    @Test
    void aRecallOverAWriteThatWasGivenUpIsRefusedAndTheObjectStaysRemote() throws Exception {
        released();
        WriteId write = new WriteId(Writes.hex(random, 16));
        assertThat(directory.propose(new AbandonWrite(container, write, Writes.GRACES)))
                .as("before an intent names it").isEqualTo(new Outcome.Done());
        Intent planned = plan(new Movement.Recall());
        Intent fetching = advanced(planned, ((Planned) planned.state()).fetch(new Epoch(1, NODE), write.value()));
        Intent done = advanced(fetching,
                ((Fetching) fetching.state()).fetched(
                        List.of(((Location.Local) writes.metachunk(0, 0, 100).location()).replicas())));
        assertThat(transitions.advance(done, ((Fetched) done.state()).recall()))
                .isInstanceOf(Advance.Superseded.class);
        assertThat(location()).isInstanceOf(Location.Remote.class);
        assertThat(transitions.find(container, done.id())).map(Intent::state).get()
                .isInstanceOf(TransitionState.Abandoned.class);
    }

    @Test
    void anAbandonedRecallLeavesItsChunksAsGarbageAndTheObjectRemote() throws Exception {
        released();
        directory.garbage().settle(container, garbage().stream().map(GarbageNote::id).toList());
        WriteId write = new WriteId(Writes.hex(random, 16));
        directory.propose(new BeginWrite(container, write, KEY));
        directory.propose(new StageMetachunks(container, write, List.of(writes.metachunk(0, 0, 100))));
        Intent planned = plan(new Movement.Recall());
        Intent fetching = advanced(planned, ((Planned) planned.state()).fetch(new Epoch(1, NODE), write.value()));
        advanced(fetching, ((Fetching) fetching.state()).abandon("no room"));
        assertThat(location()).isInstanceOf(Location.Remote.class);
        assertThat(directory.write(container, write)).isEqualTo(WriteState.ABANDONED);
        assertThat(garbage()).singleElement().isInstanceOf(GarbageNote.LocalChunks.class);
    }

    @Test
    void aRevokedCommitIsLocalAgain() throws Exception {
        Intent committed = committed();
        advanced(committed, ((Committed) committed.state()).revoke("the second proof failed"));
        assertThat(location()).isEqualTo(new Location.Local(replicas()));
        assertThat(garbage()).singleElement().isInstanceOf(GarbageNote.RemoteBytes.class);
    }

    @Test
    void intentsAndTheWorkIndexSurviveAReopening() throws Exception {
        Intent verified = verified();
        directory.close();
        directory = DirectoryEngine.open(DirectorySettings.in(folder), Clock.systemUTC(), random);
        transitions = directory.transitions();
        assertThat(transitions.containersWithOpenIntents(Optional.empty(), 10)).containsExactly(container);
        assertThat(transitions.open(container, Optional.empty(), 10)).containsExactly(verified);
        assertThat(transitions.latest(container, generation())).contains(verified);
        long first = directory.drawTerm();
        assertThat(directory.drawTerm()).isEqualTo(first + 1);
    }

    @Test
    void candidatesTellWhereTheBytesAreAndPageInKeyOrder() throws Exception {
        for (int i = 0; i < 5; i++) {
            directory.propose(writes.put(container, "k" + i, 10));
        }
        committed();
        List<Candidate> first = directory.candidates().page(container, CandidateFilter.ALL, Optional.empty(), 3);
        assertThat(first).extracting(candidate -> candidate.generation().key().value()).containsExactly("a/b", "k0",
                "k1");
        assertThat(first.getFirst().target()).contains("cold");
        assertThat(first.getFirst().local()).isTrue();
        assertThat(first.getFirst().intended()).isTrue();
        assertThat(first.getFirst().generation()).isEqualTo(generation());
        assertThat(directory.candidates().page(container, CandidateFilter.ALL, Optional.of(new ObjectKey("k1")), 9))
                .extracting(candidate -> candidate.generation().key().value()).containsExactly("k2", "k3", "k4");
        assertThat(directory.candidates().containers(Optional.empty(), 5)).extracting(entry -> entry.ref())
                .containsExactly(container);
    }

    @Test
    void garbageIsFoundByTheWorkIndexWhenItIsDueAndDeferredNotesWait() throws Exception {
        directory.propose(new DeleteObject(container, KEY, Optional.empty(), WriteCondition.ALWAYS, Writes.GRACES));
        Instant now = Instant.now();
        assertThat(directory.garbage().containersWithGarbage(now, Optional.empty(), 10)).as("readers' grace").isEmpty();
        Instant later = now.plus(Duration.ofHours(2));
        assertThat(directory.garbage().containersWithGarbage(later, Optional.empty(), 10)).containsExactly(container);
        GarbageNote.LocalChunks note = (GarbageNote.LocalChunks) garbage().getFirst();
        directory.garbage().defer(container,
                new GarbageNote.LocalChunks(note.id(), later.plus(Duration.ofHours(1)), note.replicas()));
        assertThat(directory.garbage().containersWithGarbage(later, Optional.empty(), 10)).isEmpty();
        directory.garbage().settle(container, List.of(note.id()));
        directory.garbage().settle(container, List.of(note.id()));
        assertThat(garbage()).isEmpty();
    }
}
