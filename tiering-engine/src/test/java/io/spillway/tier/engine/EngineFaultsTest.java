package io.spillway.tier.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudSource;
import io.spillway.cloud.api.InMemoryUploadJournal;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cluster.api.location.Location;
import io.spillway.cluster.api.object.ObjectContent;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.GarbageNote.RemoteAttempt;
import io.spillway.cluster.api.transition.GarbageNote.RemoteBytes;
import io.spillway.cluster.api.transition.TransitionState;
import io.spillway.tier.node.Policies;
import io.spillway.tier.node.TestNode;
import io.spillway.tier.run.RunReport;
import io.spillway.tier.run.RunRequest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The engine on a real node, and what targets and clients do to it. */
class EngineFaultsTest extends EngineScenario {
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

    /** As after a crash between the object's name and the removal of its upload. */
    @Test
    void anUploadThatIsLeftBehindItsObjectGoesWhenTheObjectIsFound() throws Exception {
        var broken = new CloudSource() {
            @Override
            public long length() {
                return 8 << 20;
            }

            @Override
            public String sha256() {
                return "0".repeat(64);
            }

            @Override
            public InputStream open(long offset) throws IOException {
                throw new IOException("broken off");
            }
        };
        faults.onNextPut((store, key, source, condition, journal) -> {
            store.put(key, source, condition, journal);
            assertThatThrownBy(() -> store.put(key, broken, condition, new InMemoryUploadJournal()))
                    .hasMessageContaining("broken off");
            assertThat(store.uploads("", ListCursor.START, 10).uploads()).hasSize(1);
            throw new CloudException.OutcomeUnknown("no answer");
        });

        tier();

        assertThat(node.cloud().uploads("", ListCursor.START, 10).uploads()).isEmpty();
        assertThat(remoteKeys()).hasSize(1).allMatch(key -> key.endsWith("-1.pack"));
        assertThat(node.read("k")).isEqualTo(BYTES);
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
        assertThat(node.list()).containsExactly("k");
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
    void anObjectThatWasInlineGoesAndComesBackAsAChunk() throws Exception {
        byte[] small = bytes(5, 3_000);
        node.put("k", small);
        assertThat(location()).isInstanceOf(Location.Inline.class);
        tier();
        assertThat(node.settle(monthAhead())).isTrue();
        assertThat(location()).isInstanceOf(Location.Remote.class);
        assertThat(node.read("k")).isEqualTo(small);
        node.engine().recall(node.bucket().ref(), node.candidate("k").generation().key(), "test");
        assertThat(node.settle(now())).isTrue();
        assertThat(location()).isInstanceOf(Location.Local.class);
        assertThat(node.read("k")).isEqualTo(small);
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
}
