package io.spillway.cluster.directory.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.object.ListRequest;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.WriteCondition;
import io.spillway.cluster.directory.ContainerCommand.AbandonWrite;
import io.spillway.cluster.directory.ContainerCommand.BeginWrite;
import io.spillway.cluster.directory.ContainerCommand.CommitObject;
import io.spillway.cluster.directory.ContainerCommand.DeleteObject;
import io.spillway.cluster.directory.ContainerCommand.StageMetachunks;
import io.spillway.cluster.directory.ContainerEntry;
import io.spillway.cluster.directory.Directory;
import io.spillway.cluster.directory.Metachunk;
import io.spillway.cluster.directory.ObjectVersion;
import io.spillway.cluster.directory.OperationId;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.Refusal;
import io.spillway.cluster.directory.VersionPage;
import io.spillway.cluster.directory.WriteId;
import io.spillway.cluster.directory.WriteState;
import io.spillway.cluster.directory.sqlite.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DirectoryEngineTest {
    private static final AccountName ACCOUNT = new AccountName("default");
    private static final ContainerName BUCKET = new ContainerName("bucket");

    @TempDir
    Path folder;
    private final Random random = new Random(7);
    private final Writes writes = new Writes(random);
    private DirectoryEngine directory;

    @BeforeEach
    void open() throws IOException {
        directory = DirectoryEngine.open(DirectorySettings.in(folder), Clock.systemUTC(), random);
    }

    @AfterEach
    void close() throws IOException {
        directory.close();
    }

    private void reopen() throws IOException {
        directory.close();
        open();
    }

    private ContainerRef create(ContainerName name) {
        Outcome outcome = directory.createContainer(ACCOUNT, name, Optional.empty());
        assertThat(outcome).isInstanceOf(Outcome.Created.class);
        return ((Outcome.Created) outcome).container().ref();
    }

    private Optional<ObjectVersion> current(ContainerRef ref, String key) throws ObjectStoreException {
        return directory.current(ref, new ObjectKey(key));
    }

    @Test
    void aCommittedVersionIsReadAndSurvivesAReopening() throws Exception {
        ContainerRef ref = create(BUCKET);
        CommitObject put = writes.put(ref, "a/b", 5);
        assertThat(directory.propose(put)).isInstanceOfSatisfying(Outcome.Written.class,
                written -> assertThat(written.version()).isEqualTo(put.version()));
        reopen();
        ObjectVersion found = current(ref, "a/b").orElseThrow();
        assertThat(found.head()).isEqualTo(put.head());
        assertThat(directory.metachunks(ref, found.version(), 0, 10)).isEqualTo(put.metachunks());
        assertThat(directory.findContainer(BUCKET)).map(ContainerEntry::state).contains(ContainerEntry.State.ACTIVE);
    }

    @Test
    void conditionsAreDecidedWhereTheCommitIsApplied() {
        ContainerRef ref = create(BUCKET);
        CommitObject first = writes.put(ref, "k", 1, WriteCondition.IF_ABSENT);
        assertThat(directory.propose(first)).isInstanceOf(Outcome.Written.class);
        assertThat(directory.propose(writes.put(ref, "k", 1, WriteCondition.IF_ABSENT)))
                .isEqualTo(new Outcome.Refused(new Refusal.ConditionFailed()));
        assertThat(directory.propose(writes.put(ref, "k", 1, new WriteCondition.IfMatch("other"))))
                .isEqualTo(new Outcome.Refused(new Refusal.ConditionFailed()));
        assertThat(directory.propose(writes.put(ref, "k", 1, new WriteCondition.IfMatch(first.head().etag()))))
                .isInstanceOf(Outcome.Written.class);
    }

    @Test
    void ofManyConditionalWritersExactlyOneWins() throws Exception {
        ContainerRef ref = create(BUCKET);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                CommitObject put = writes.put(ref, "k", 1, WriteCondition.IF_ABSENT);
                outcomes.add(callers.submit(() -> directory.propose(put)));
            }
            int won = 0;
            for (Future<Outcome> outcome : outcomes) {
                won += outcome.get() instanceof Outcome.Written ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        }
    }

    @Test
    void aRepeatedOperationGetsTheFirstAnswerAlsoAfterAReopening() throws Exception {
        ContainerRef ref = create(BUCKET);
        OperationId id = directory.newOperation();
        CommitObject put = writes.put(ref, "k", 1, WriteCondition.IF_ABSENT);
        Outcome first = directory.propose(id, put, Directory.PATIENCE);
        assertThat(first).isInstanceOf(Outcome.Written.class);
        assertThat(directory.propose(id, put, Directory.PATIENCE)).isEqualTo(first);
        reopen();
        assertThat(directory.propose(id, put, Directory.PATIENCE)).isEqualTo(first);
        assertThat(directory.propose(put)).as("under another id").isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void anAbandonedWriteIsNeverCommittedAndACommittedOneNeverAbandoned() throws Exception {
        ContainerRef ref = create(BUCKET);
        CommitObject late = writes.put(ref, "k", 1);
        assertThat(directory.propose(new AbandonWrite(ref, late.write(), Writes.GRACES)))
                .isEqualTo(new Outcome.Done());
        assertThat(directory.propose(late)).isEqualTo(new Outcome.Refused(new Refusal.WriteAbandoned()));
        CommitObject kept = writes.put(ref, "k", 1);
        directory.propose(kept);
        assertThat(directory.propose(new AbandonWrite(ref, kept.write(), Writes.GRACES)))
                .isEqualTo(new Outcome.Refused(new Refusal.WriteCommitted()));
        directory.propose(new DeleteObject(ref, new ObjectKey("k"), Optional.empty(), WriteCondition.ALWAYS,
                Writes.GRACES));
        assertThat(directory.write(ref, kept.write())).as("while its garbage is not settled")
                .isEqualTo(WriteState.COMMITTED);
    }

    @Test
    void aLongWriteIsStagedInPiecesAndCommittedWhole() throws Exception {
        ContainerRef ref = create(BUCKET);
        CommitObject whole = writes.put(ref, "big", 0);
        WriteId write = whole.write();
        assertThat(directory.propose(new BeginWrite(ref, write, new ObjectKey("big")))).isEqualTo(new Outcome.Done());
        for (int i = 0; i < 3; i++) {
            assertThat(directory.propose(
                    new StageMetachunks(ref, write, List.of(writes.metachunk(i, 10L * i, 10)))))
                    .isEqualTo(new Outcome.Done());
        }
        assertThat(directory.propose(new CommitObject(ref, write, whole.version(), writes.head("big", 40, "e"),
                List.of(writes.metachunk(3, 30, 5)), WriteCondition.ALWAYS, Writes.GRACES)))
                .as("five bytes are missing")
                .isInstanceOf(Outcome.Refused.class);
        assertThat(current(ref, "big")).isEmpty();
        assertThat(directory.propose(new CommitObject(ref, write, whole.version(), writes.head("big", 35, "e"),
                List.of(writes.metachunk(3, 30, 5)), WriteCondition.ALWAYS, Writes.GRACES)))
                .isInstanceOf(Outcome.Written.class);
        assertThat(directory.metachunks(ref, whole.version(), 15, 2)).extracting(chunk -> chunk.index())
                .containsExactly(1, 2);
    }

    @Test
    void aCommandThatFitsNoEntryIsRefusedAndHarmsNothing() {
        ContainerRef ref = create(BUCKET);
        List<Metachunk> many = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            many.add(writes.metachunk(i, i, 1));
        }
        CommitObject put = writes.put(ref, "k", 1);
        assertThat(directory.propose(new StageMetachunks(ref, put.write(), many)))
                .isInstanceOfSatisfying(Outcome.Refused.class,
                        refused -> assertThat(refused.refusal()).isInstanceOf(Refusal.TooLarge.class));
        assertThat(directory.propose(put)).isInstanceOf(Outcome.Written.class);
    }

    @Test
    void withoutAnAnswerInTimeTheOutcomeIsUnknownAndNotFailed() throws Exception {
        ContainerRef ref = create(BUCKET);
        OperationId id = directory.newOperation();
        CommitObject put = writes.put(ref, "k", 1);
        Outcome hurried = directory.propose(id, put, Duration.ofNanos(1));
        assertThat(hurried).isInstanceOf(Outcome.Unknown.class);
        assertThat(directory.propose(id, put, Directory.PATIENCE)).as("the same operation, with patience")
                .isInstanceOf(Outcome.Written.class);
        assertThat(current(ref, "k")).map(ObjectVersion::version).contains(put.version());
    }

    @Test
    void aNameBelongsToOneAccountAtATime() {
        create(BUCKET);
        assertThat(directory.createContainer(new AccountName("other"), BUCKET, Optional.empty()))
                .isEqualTo(new Outcome.Refused(new Refusal.NameTaken(ACCOUNT)));
    }

    @Test
    void aBucketMadeAgainIsAnotherContainerAndTheOldOneDrains() throws Exception {
        ContainerRef first = create(BUCKET);
        directory.propose(writes.put(first, "k", 1));
        assertThat(directory.deleteContainer(first)).isEqualTo(new Outcome.Refused(new Refusal.ContainerNotEmpty()));
        assertThat(directory.propose(writes.put(first, "l", 1))).as("still in use").isInstanceOf(Outcome.Written.class);
        for (String key : List.of("k", "l")) {
            directory.propose(new DeleteObject(first, new ObjectKey(key), Optional.empty(), WriteCondition.ALWAYS,
                    Writes.GRACES));
        }
        assertThat(directory.deleteContainer(first)).isEqualTo(new Outcome.Done());
        ContainerRef second = create(BUCKET);
        assertThat(second).isNotEqualTo(first);
        assertThat(directory.propose(writes.put(first, "k", 1)))
                .isEqualTo(new Outcome.Refused(new Refusal.NoSuchContainer()));
        directory.driveOn();
        assertThat(directory.findContainer(first)).as("two garbage notes are left").map(ContainerEntry::state)
                .contains(ContainerEntry.State.DRAINING);
        assertThat(current(second, "k")).isEmpty();
    }

    @Test
    void aDrainedContainerGoesWithItsFile() throws Exception {
        ContainerRef ref = create(BUCKET);
        Path file = directory.group().files().containers().pathOf(ref);
        assertThat(directory.deleteContainer(ref)).isEqualTo(new Outcome.Done());
        assertThat(file).exists();
        directory.driveOn();
        directory.flush();
        directory.flush();
        assertThat(directory.findContainer(ref)).isEmpty();
        assertThat(file).doesNotExist();
        reopen();
        assertThat(create(BUCKET)).isNotEqualTo(ref);
    }

    @Test
    void aMissingFileIsDamageOfThatContainerAlone() throws Exception {
        ContainerRef lost = create(BUCKET);
        ContainerRef sound = create(new ContainerName("other"));
        directory.propose(writes.put(lost, "k", 1));
        directory.flush();
        directory.close();
        Database.deleteWithCompanions(folder.resolve("containers").resolve(lost.value().substring(0, 2))
                .resolve(lost.value() + ".db"));
        open();
        assertThatThrownBy(() -> current(lost, "k")).isInstanceOf(ObjectStoreException.Damaged.class)
                .hasMessageContaining("missing");
        assertThat(directory.propose(writes.put(lost, "k", 1))).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.refusal()).isInstanceOf(Refusal.Damaged.class));
        assertThat(directory.propose(writes.put(sound, "k", 1))).isInstanceOf(Outcome.Written.class);
    }

    @Test
    void aDamagedFileIsDamageOfThatContainerAlone() throws Exception {
        ContainerRef damaged = create(BUCKET);
        ContainerRef sound = create(new ContainerName("other"));
        for (int i = 0; i < 200; i++) {
            directory.propose(writes.put(damaged, "key-" + i, 1));
        }
        directory.flush();
        directory.close();
        Path file = folder.resolve("containers").resolve(damaged.value().substring(0, 2))
                .resolve(damaged.value() + ".db");
        long size = Files.size(file);
        byte[] rubbish = new byte[Math.toIntExact(size - 4096)];
        random.nextBytes(rubbish);
        byte[] head = Files.readAllBytes(file);
        System.arraycopy(rubbish, 0, head, 4096, rubbish.length);
        Files.write(file, head, StandardOpenOption.WRITE);
        open();
        assertThatThrownBy(() -> current(damaged, "key-1")).isInstanceOf(ObjectStoreException.Damaged.class);
        assertThat(directory.propose(writes.put(damaged, "k", 1))).isInstanceOf(Outcome.Refused.class);
        assertThat(directory.propose(writes.put(sound, "k", 1))).isInstanceOf(Outcome.Written.class);
    }

    @Test
    void aLogOrANamespaceThatIsMissingIsToldAndNeverMadeAnew() throws Exception {
        create(BUCKET);
        directory.close();
        Path log = folder.resolve("raft");
        Path aside = folder.resolve("aside");
        Files.move(log, aside);
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("raft is missing");
        Files.move(aside, log);
        Path namespace = folder.resolve("directory.db");
        Path kept = folder.resolve("kept.db");
        Files.move(namespace, kept);
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("directory.db is missing");
        assertThat(namespace).doesNotExist();
        Files.move(kept, namespace);
        open();
        assertThat(directory.findContainer(BUCKET)).isPresent();
    }

    @Test
    void theLogIsPurgedBehindWhatIsOnTheDisk() throws Exception {
        ContainerRef ref = create(BUCKET);
        for (int round = 0; round < 6; round++) {
            List<CommitObject> puts = new ArrayList<>();
            for (int i = 0; i < 600; i++) {
                puts.add(writes.put(ref, "key-" + i, 1));
            }
            putAll(puts);
            directory.flush();
        }
        assertThat(logBytes()).as("3,600 operations of about 600 bytes in segments of 1 MiB").isLessThan(2_300_000);
        reopen();
        assertThat(current(ref, "key-599")).isPresent();
    }

    /** By 64 callers at a time; every one must be answered. */
    private void putAll(List<CommitObject> puts) throws Exception {
        try (ExecutorService callers = Executors.newFixedThreadPool(64, Thread.ofVirtual().factory())) {
            List<Future<Outcome>> outcomes = new ArrayList<>();
            for (CommitObject put : puts) {
                outcomes.add(callers.submit(() -> directory.propose(put)));
            }
            for (Future<Outcome> outcome : outcomes) {
                assertThat(outcome.get()).isInstanceOf(Outcome.Written.class);
            }
        }
    }

    private long logBytes() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("raft"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("log_")).mapToLong(file -> {
                try {
                    return Files.size(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }).sum();
        }
    }

    @Test
    void manyCallersShareEntries() throws Exception {
        ContainerRef ref = create(BUCKET);
        long before = directory.group().appliedIndex();
        List<CommitObject> puts = new ArrayList<>();
        for (int i = 0; i < 1280; i++) {
            puts.add(writes.put(ref, "key-" + i, 1));
        }
        putAll(puts);
        assertThat(directory.list(ref, new ListRequest("", "", "", 1000)).versions()).hasSize(1000);
        assertThat(directory.group().appliedIndex() - before).as("entries for 1,280 operations").isLessThan(640);
    }

    @Test
    void aListingFoldsTenThousandKeysByIndex() throws Exception {
        ContainerRef ref = create(BUCKET);
        List<CommitObject> puts = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            puts.add(writes.put(ref, "%02d/%04d".formatted(i % 20, i), 1));
        }
        putAll(puts);
        VersionPage folded = directory.list(ref, new ListRequest("", "/", "", 1000));
        assertThat(folded.versions()).isEmpty();
        assertThat(folded.prefixes()).hasSize(20).startsWith("00/", "01/").endsWith("19/");
        VersionPage second = directory.list(ref, new ListRequest("", "/", "07/", 3));
        assertThat(second.prefixes()).containsExactly("08/", "09/", "10/");
        assertThat(second.next()).contains("10/");
        List<String> keys = new ArrayList<>();
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            VersionPage page = directory.list(ref, new ListRequest("", "", after.get(), 999));
            page.versions().forEach(version -> keys.add(version.key().value()));
            after = page.next();
        }
        assertThat(keys).hasSize(10_000).isSorted().doesNotHaveDuplicates();
    }
}
