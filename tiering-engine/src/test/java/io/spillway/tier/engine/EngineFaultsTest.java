package io.spillway.tier.engine;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import io.spillway.cloud.api.Checksum;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cluster.api.location.Location;
import io.spillway.cluster.api.object.ObjectContent;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.GarbageNote;
import io.spillway.cluster.api.transition.GarbageNote.RemoteAttempt;
import io.spillway.cluster.api.transition.GarbageNote.RemoteBytes;
import io.spillway.cluster.api.transition.TransitionState;
import io.spillway.tier.node.FaultyCloud;
import io.spillway.tier.node.Policies;
import io.spillway.tier.node.TestNode;
import io.spillway.tier.run.RunReport;
import io.spillway.tier.run.RunRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The engine on a real node, and what targets and clients do to it. */
class EngineFaultsTest {
    private static final byte[] BYTES = bytes(1, 300_000);
    private static final byte[] OTHER = bytes(2, 200_000);

    @TempDir
    Path folder;

    private final FaultyCloud.Faults faults = new FaultyCloud.Faults();
    private TestNode node;

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

    @Test
    void aDryRunCountsAndPlansNothing() throws Exception {
        RunReport today = run(now(), RunRequest.Mode.DRY);
        assertThat(today.rules().getLast().matched()).isZero();
        RunReport ahead = run(monthAhead(), RunRequest.Mode.DRY);
        assertThat(ahead.rules().getLast()).extracting(RunReport.RuleCount::due, RunReport.RuleCount::dueBytes,
                RunReport.RuleCount::planned).containsExactly(1L, (long) BYTES.length, 0L);
        assertThat(node.candidate("k").intended()).isFalse();
    }

    @Test
    void aTieredObjectReadsTheSameAndShowsItsClass() throws Exception {
        String etag = node.stat("k").etag();
        tier();
        assertThat(location()).isInstanceOf(Location.Both.class);
        assertThat(node.stat("k").storageClass()).isEqualTo("STANDARD");
        assertThat(node.settle(monthAhead())).isTrue();
        assertThat(location()).isInstanceOf(Location.Remote.class);
        assertThat(node.stat("k")).extracting("etag", "storageClass").containsExactly(etag, "COLD");
        assertThat(node.read("k")).isEqualTo(BYTES);
    }

    @Test
    void aSecondRunHasNothingToDo() throws Exception {
        tier();
        assertThat(run(monthAhead(), RunRequest.Mode.PLAN).rules().getLast().planned()).isZero();
    }

    @Test
    void aTimeOutOfAPutThatTookEffectIsFoundUnderItsKey() throws Exception {
        faults.onNextPut((store, key, source, condition, journal) -> {
            store.put(key, source, condition, journal);
            throw new CloudException.OutcomeUnknown("no answer");
        });
        tier();
        assertThat(location()).isInstanceOf(Location.Both.class);
        assertThat(notes()).isEmpty();
        assertThat(remoteKeys()).hasSize(1).allMatch(key -> key.endsWith("-1.pack"));
    }

    @Test
    void aTimeOutOfAPutWithoutEffectLeadsToAnotherKeyAndANote() throws Exception {
        faults.onNextPut((_, _, _, _, _) -> {
            throw new CloudException.OutcomeUnknown("no answer");
        });
        tier();
        assertThat(remoteKeys()).hasSize(1).allMatch(key -> key.endsWith("-2.pack"));
        assertThat(notes()).singleElement().isInstanceOfSatisfying(RemoteAttempt.class,
                note -> assertThat(note.remoteKey()).endsWith("-1.pack"));
    }

    @Test
    void aPutThatArrivesAfterItsKeyWasSeenAbsentIsCollectedAndHurtsNothing() throws Exception {
        var late = new ArrayList<ClientCalls>();
        faults.onNextPut((store, key, source, condition, journal) -> {
            late.add(() -> store.put(key, source, condition, journal));
            throw new CloudException.OutcomeUnknown("no answer");
        });
        tier();
        node.engine().collect();
        assertThat(notes()).singleElement().isInstanceOfSatisfying(RemoteAttempt.class,
                note -> assertThat(note.absentSince()).isPresent());
        late.getFirst().run();
        assertThat(remoteKeys()).hasSize(2);
        for (int i = 0; i < 2; i++) {
            node.clock().advance(TestNode.LONGEST_UPLOAD.plusHours(1));
            node.engine().collect();
        }
        assertThat(remoteKeys()).hasSize(1).allMatch(key -> key.endsWith("-2.pack"));
        assertThat(notes()).isEmpty();
        assertThat(node.read("k")).isEqualTo(BYTES);
    }

    @Test
    void aHoldThatComesBeforeTheCommitStopsIt() throws Exception {
        node.put("held/k", OTHER);
        node.engine().run(new RunRequest(node.inForce(Policies.everything(1)), monthAhead(), RunRequest.Mode.PLAN));
        node.inForce(Policies.archive(2));
        assertThat(node.settle(now())).isTrue();
        assertThat(node.candidate("held/k").target()).isEmpty();
        assertThat(location()).isInstanceOf(Location.Both.class);
    }

    @Test
    void anObjectOverwrittenDuringItsUploadIsNotSwitched() throws Exception {
        duringUpload(() -> node.put("k", OTHER));
        tier();
        assertThat(location()).isInstanceOf(Location.Local.class);
        assertThat(node.read("k")).isEqualTo(OTHER);
        assertThat(notes()).anyMatch(RemoteAttempt.class::isInstance);
    }

    @Test
    void anObjectDeletedDuringItsUploadStaysDeleted() throws Exception {
        duringUpload(() -> node.delete("k"));
        tier();
        assertThatThrownBy(() -> node.read("k")).isInstanceOf(ObjectStoreException.NoSuchKey.class);
        assertThat(notes()).anyMatch(RemoteAttempt.class::isInstance);
    }

    @Test
    void equalBytesWrittenAgainAreAnotherObject() throws Exception {
        duringUpload(() -> {
            node.put("k", OTHER);
            node.put("k", BYTES);
        });
        tier();
        assertThat(location()).isInstanceOf(Location.Local.class);
        assertThat(node.read("k")).isEqualTo(BYTES);
    }

    @Test
    void aDeniedPutPausesTheTargetWithOneAlarmAndBlamesNoObject() throws Exception {
        faults.onPut((_, _, _, _, _) -> {
            throw new CloudException.AccessDenied("the key has expired");
        });
        run(monthAhead(), RunRequest.Mode.PLAN);
        assertThat(node.engine().settle(now(), Duration.ofMillis(1500))).isFalse();
        assertThat(node.engine().alarms()).singleElement()
                .satisfies(alarm -> assertThat(alarm.message()).contains("the key has expired"));
        assertThat(node.candidate("k").intended()).isTrue();
        faults.none();
        node.clock().advance(Duration.ofMinutes(10));
        assertThat(node.settle(now())).isTrue();
        assertThat(location()).isInstanceOf(Location.Both.class);
        assertThat(node.engine().alarms()).isEmpty();
    }

    @Test
    void aTargetThatVouchesForOtherBytesIsNotBelieved() throws Exception {
        faults.onStat((store, ref) -> lying(store.stat(ref)));
        tier();
        assertThat(location()).isInstanceOf(Location.Local.class);
        assertThat(node.directory().transitions().latest(node.bucket().ref(), node.candidate("k").generation()))
                .get().extracting("state").isInstanceOfSatisfying(TransitionState.Abandoned.class,
                        over -> assertThat(over.reason()).contains("gave up after 5 uploads"));
        assertThat(notes()).hasSize(5);
        assertThat(node.read("k")).isEqualTo(BYTES);
    }

    @Test
    void aCopyThatFailsItsSecondProofIsKeptLocalAndMovedAnew() throws Exception {
        tier();
        failingSecondProof();
        assertThat(node.engine().alarms()).anyMatch(alarm -> alarm.message().contains("moved anew"));
        assertThat(notes()).anyMatch(RemoteBytes.class::isInstance);
        assertThat(location()).isInstanceOf(Location.Remote.class);
        assertThat(node.read("k")).isEqualTo(BYTES);
    }

    @Test
    void aReaderThatBeganBeforeTheReleaseReadsOn() throws Exception {
        tier();
        try (ObjectContent content = node.open("k")) {
            ByteBuffer bytes = ByteBuffer.allocate(BYTES.length);
            content.read(bytes);
            assertThat(node.settle(monthAhead())).isTrue();
            while (bytes.hasRemaining()) {
                assertThat(content.read(bytes)).isPositive();
            }
            assertThat(bytes.array()).isEqualTo(BYTES);
        }
    }

    @Test
    void aTargetThatIsDownMakesReadsUnavailableAndNothingElse() throws Exception {
        tier();
        assertThat(node.settle(monthAhead())).isTrue();
        faults.onOpen((_, _, _) -> {
            throw new CloudException.Unavailable("connection refused", Duration.ofSeconds(7));
        });
        assertThatThrownBy(() -> node.read("k")).isInstanceOfSatisfying(ObjectStoreException.Unavailable.class,
                away -> assertThat(away.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
        assertThat(node.stat("k").size()).isEqualTo(BYTES.length);
        faults.none();
        assertThat(node.read("k")).isEqualTo(BYTES);
    }

    @Test
    void aRecallBringsTheBytesBackAndLeavesTheRemoteOnesAsGarbage() throws Exception {
        tier();
        assertThat(node.settle(monthAhead())).isTrue();
        node.engine().recall(node.bucket().ref(), node.candidate("k").generation().key(), "test");
        assertThat(node.settle(now())).isTrue();
        assertThat(location()).isInstanceOf(Location.Local.class);
        assertThat(notes()).singleElement().isInstanceOf(RemoteBytes.class);
        assertThat(node.stat("k").storageClass()).isEqualTo("STANDARD");
        node.clock().advance(TestNode.GARBAGE_GRACE.plusHours(1));
        node.engine().collect();
        assertThat(remoteKeys()).isEmpty();
        assertThat(node.read("k")).isEqualTo(BYTES);
    }

    @Test
    void aRecallBeforeTheReleaseTakesTheCommitBack() throws Exception {
        tier();
        node.engine().recall(node.bucket().ref(), node.candidate("k").generation().key(), "test");
        assertThat(location()).isInstanceOf(Location.Local.class);
        assertThat(notes()).singleElement().isInstanceOf(RemoteBytes.class);
    }

    /** The second look at the target comes with the release; the first proof was made before. */
    private void failingSecondProof() throws Exception {
        var seen = new boolean[1];
        faults.onStat((store, ref) -> {
            if (ref.key().value().endsWith(".pack") && !seen[0]) {
                seen[0] = true;
                return lying(store.stat(ref));
            }
            return store.stat(ref);
        });
        assertThat(node.settle(monthAhead())).isTrue();
        assertThat(seen[0]).isTrue();
    }

    @FunctionalInterface
    private interface ClientCalls {
        void run() throws Exception;
    }

    /** The client's calls come after the pack was taken in and before the engine hears of it. */
    private void duringUpload(ClientCalls calls) {
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

    private static StoredObject lying(StoredObject stored) {
        return new StoredObject(stored.key(), stored.version(), stored.etag(), stored.length(),
                Optional.of(Checksum.sha256("0".repeat(64))), stored.modified());
    }

    private void tier() throws Exception {
        run(monthAhead(), RunRequest.Mode.PLAN);
        assertThat(node.settle(now())).isTrue();
    }

    private RunReport run(Instant instant, RunRequest.Mode mode) throws ObjectStoreException {
        return node.engine().run(new RunRequest(node.inForce(Policies.archive(1)), instant, mode));
    }

    private Location location() throws ObjectStoreException {
        return node.directory().metachunks().of(node.bucket().ref(), node.candidate("k").generation()).orElseThrow()
                .getFirst().location();
    }

    private List<GarbageNote> notes() throws ObjectStoreException {
        return node.directory().garbage().due(node.bucket().ref(), now().plus(Duration.ofDays(36_500)), 100).stream()
                .filter(note -> !(note instanceof GarbageNote.LocalChunks)).toList();
    }

    private List<String> remoteKeys() throws CloudException {
        return node.cloud().list("", ListCursor.START, 100).items().stream().map(item -> item.key().value())
                .filter(key -> key.endsWith(".pack")).toList();
    }

    private Instant now() {
        return node.clock().instant();
    }

    private Instant monthAhead() {
        return now().plus(Duration.ofDays(31));
    }

    private static byte[] bytes(long seed, int length) {
        var bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
