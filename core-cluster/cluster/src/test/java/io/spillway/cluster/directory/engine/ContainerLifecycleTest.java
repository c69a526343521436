package io.spillway.cluster.directory.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.object.WriteCondition;
import io.spillway.cluster.api.transition.GarbageNote;
import io.spillway.cluster.directory.ContainerCommand.AbandonWrite;
import io.spillway.cluster.directory.ContainerCommand.BeginWrite;
import io.spillway.cluster.directory.ContainerCommand.CommitObject;
import io.spillway.cluster.directory.ContainerCommand.DeleteObject;
import io.spillway.cluster.directory.ContainerCommand.StageMetachunks;
import io.spillway.cluster.directory.ContainerEntry;
import io.spillway.cluster.directory.ObjectHead;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.Refusal;
import io.spillway.cluster.directory.WriteId;
import io.spillway.cluster.directory.raft.ReplicatedLogSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ContainerLifecycleTest {
    private static final AccountName ACCOUNT = new AccountName("default");
    private static final ContainerName BUCKET = new ContainerName("bucket");

    @TempDir
    Path folder;
    private final Random random = new Random(13);
    private final Writes writes = new Writes(random);
    private DirectoryEngine directory;

    @BeforeEach
    void open() throws IOException {
        open(Clock.systemUTC());
    }

    private void open(Clock clock) throws IOException {
        directory = DirectoryEngine.open(DirectorySettings.in(folder), clock, random);
    }

    @AfterEach
    void close() throws IOException {
        directory.close();
    }

    private ContainerRef create(ContainerName name) {
        return ((Outcome.Created) directory.createContainer(ACCOUNT, name, Optional.empty())).container().ref();
    }

    @Test
    void aNameAnswersAsOfTheLastChangeHoweverOftenItWasAskedForBefore() {
        ContainerRef first = create(BUCKET);
        assertThat(directory.findContainer(BUCKET)).map(ContainerEntry::ref).contains(first);

        directory.deleteContainer(first);
        assertThat(directory.findContainer(BUCKET)).isEmpty();

        ContainerRef second = create(BUCKET);
        assertThat(second).isNotEqualTo(first);
        assertThat(directory.findContainer(BUCKET)).map(ContainerEntry::ref).contains(second);
    }

    /** One deletes the last object while two delete the bucket: whichever step comes when, the file decides. */
    @Test
    void aBucketIsActiveOnlyWhileItsFileTakesWrites() throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 40; round++) {
                ContainerRef ref = create(BUCKET);
                directory.propose(writes.put(ref, "k", 0));
                CountDownLatch start = new CountDownLatch(1);
                List<Future<Outcome>> done = new ArrayList<>();
                for (Callable<Outcome> step : List.<Callable<Outcome>>of(() -> directory.deleteContainer(ref),
                        () -> directory.deleteContainer(ref), () -> directory.deleteContainer(ref),
                        () -> directory.propose(new DeleteObject(ref, new ObjectKey("k"), Optional.empty(),
                                WriteCondition.ALWAYS, Writes.GRACES)))) {
                    done.add(callers.submit(() -> {
                        start.await();
                        return step.call();
                    }));
                }
                start.countDown();
                for (Future<Outcome> outcome : done) {
                    outcome.get();
                }
                if (directory.findContainer(BUCKET).isPresent()) {
                    assertThat(directory.findContainer(ref)).map(ContainerEntry::state)
                            .contains(ContainerEntry.State.ACTIVE);
                    assertThat(directory.propose(writes.put(ref, "again", 0))).as("round %d", round)
                            .isInstanceOf(Outcome.Written.class);
                    directory.propose(new DeleteObject(ref, new ObjectKey("again"), Optional.empty(),
                            WriteCondition.ALWAYS, Writes.GRACES));
                    assertThat(directory.deleteContainer(ref)).isInstanceOf(Outcome.Done.class);
                }
            }
        }
    }

    @Test
    void aBucketRemovedUnderALongWriteKeepsItsFileUntilTheStagedChunksAreGone() throws Exception {
        ContainerRef ref = create(BUCKET);
        WriteId write = new WriteId(Writes.hex(random, 16));
        directory.propose(new BeginWrite(ref, write, new ObjectKey("long")));
        directory.propose(new StageMetachunks(ref, write, List.of(writes.metachunk(0, 0, 5))));
        assertThat(directory.deleteContainer(ref)).isInstanceOf(Outcome.Done.class);
        directory.changeLog().acknowledge(DirectorySettings.ACCOUNTS, ref, 0);
        directory.driveOn();
        assertThat(directory.propose(new StageMetachunks(ref, write, List.of(writes.metachunk(1, 5, 5)))))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(directory.propose(new AbandonWrite(ref, write, Writes.GRACES)))
                .as("what the writer does then").isEqualTo(new Outcome.Done());
        List<GarbageNote> notes = directory.garbage().due(ref, Instant.now(), 10);
        assertThat(notes).singleElement().isInstanceOf(GarbageNote.LocalChunks.class);
        assertThat(directory.findContainer(ref)).isPresent();
        directory.garbage().settle(ref, List.of(notes.getFirst().id()));
        directory.driveOn();
        assertThat(directory.findContainer(ref)).as("drained").isEmpty();
    }

    /** Its garbage note went with it; had its count stayed, the file would wait for that note for ever. */
    @Test
    void aCommitThatIsRefusedAfterItsFirstStepsLeavesNoCountBehind() throws Exception {
        ContainerRef ref = create(BUCKET);
        directory.propose(writes.put(ref, "k", 5));
        CommitObject other = withParts(writes.put(ref, "other", 0));
        directory.propose(other);
        CommitObject again = withParts(writes.put(ref, "k", 0));

        Outcome refused = directory.propose(new CommitObject(ref, again.write(), other.version(), again.head(),
                List.of(), WriteCondition.ALWAYS, Writes.GRACES));

        assertThat(refused).isInstanceOf(Outcome.Refused.class);
        for (String key : List.of("k", "other")) {
            assertThat(directory.propose(new DeleteObject(ref, new ObjectKey(key), Optional.empty(),
                    WriteCondition.ALWAYS, Writes.GRACES))).isNotEqualTo(new Outcome.Deleted(Optional.empty()));
        }
        List<GarbageNote> notes = directory.garbage().due(ref, Instant.now().plus(Duration.ofDays(1)), 10);
        assertThat(notes).hasSize(1);
        directory.garbage().settle(ref, List.of(notes.getFirst().id()));
        assertThat(directory.deleteContainer(ref)).isEqualTo(new Outcome.Done());
        directory.changeLog().acknowledge(DirectorySettings.ACCOUNTS, ref, 4);
        directory.driveOn();
        assertThat(directory.findContainer(ref)).as("drained").isEmpty();
    }

    /** With something in the table of what is rarely asked for. */
    private static CommitObject withParts(CommitObject put) {
        ObjectHead head = put.head();
        return new CommitObject(put.container(), put.write(), put.version(), new ObjectHead(head.key(), head.size(),
                head.etag(), head.attributes(), head.checksums(), head.storagePolicy(), List.of(head.size())),
                put.metachunks(), put.condition(), put.graces());
    }

    @Test
    void containersThatWaitDoNotKeepThoseBehindThemFromBeingDrivenOn() throws Exception {
        List<ContainerRef> drained = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ContainerRef ref = create(new ContainerName("bucket-" + i));
            if (i % 2 == 0) {
                directory.propose(writes.put(ref, "k", 5));
                directory.propose(new DeleteObject(ref, new ObjectKey("k"), Optional.empty(), WriteCondition.ALWAYS,
                        Writes.GRACES));
            } else {
                drained.add(ref);
            }
            directory.deleteContainer(ref);
        }
        new ContainerLifecycle(directory.group(), 2).driveOn();
        assertThat(drained).allSatisfy(ref -> assertThat(directory.findContainer(ref)).isEmpty());
    }

    @Test
    void timeDoesNotGoBackFromOneContainerToAnotherNorOverAReopening() throws Exception {
        Instant noon = Instant.parse("2026-11-26T12:00:00Z");
        directory.close();
        open(Clock.fixed(noon, ZoneOffset.UTC));
        create(BUCKET);
        directory.flush();
        directory.close();
        open(Clock.fixed(noon.minus(Duration.ofHours(1)), ZoneOffset.UTC));
        ContainerRef other = create(new ContainerName("another"));
        assertThat(directory.propose(writes.put(other, "k", 0))).isInstanceOfSatisfying(Outcome.Written.class,
                written -> assertThat(written.modified()).isEqualTo(noon));
    }

    @Test
    void aProposalThatTheLogNeverTookIsRefusedAndNotUnknown() throws Exception {
        directory.close();
        DirectorySettings settings = DirectorySettings.in(folder);
        ReplicatedLogSettings one = new ReplicatedLogSettings(8192, 1, 1, 1 << 20, Duration.ofSeconds(10));
        directory = DirectoryEngine.open(new DirectorySettings(folder, settings.openFiles(), one,
                settings.flushEvery(), settings.graces(), settings.consumers()), Clock.systemUTC(), random);
        ContainerRef ref = create(BUCKET);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
        try {
            Future<Boolean> _ = callers.submit(() -> directory.group().files().containers().use(ref, file -> file
                    .logged().write(_ -> {
                        held.countDown();
                        try {
                            release.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        return true;
                    })));
            held.await();
            for (int i = 0; i < 2; i++) {
                var put = writes.put(ref, "k" + i, 0);
                Future<Outcome> _ = callers.submit(() -> directory.propose(put));
            }
            // Unknown until the two others have taken their places.
            Outcome refused = new Outcome.Unknown("not proposed");
            for (int i = 0; i < 100 && refused instanceof Outcome.Unknown; i++) {
                refused = directory.propose(directory.newOperation(), writes.put(ref, "late", 0),
                        Duration.ofMillis(50));
            }
            assertThat(refused).isInstanceOfSatisfying(Outcome.Refused.class,
                    outcome -> assertThat(outcome.refusal()).isInstanceOf(Refusal.Busy.class));
        } finally {
            release.countDown();
            callers.close();
        }
    }
}
