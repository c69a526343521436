package io.spillway.tier.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.spillway.cloud.api.BytesSource;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.InMemoryUploadJournal;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.Removal;
import io.spillway.cloud.api.UploadListing;
import io.spillway.cluster.api.location.Location;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.GarbageNote.RemoteBytes;
import io.spillway.tier.backup.BackupKeys;
import io.spillway.tier.backup.BackupName;
import io.spillway.tier.node.TestNode;
import io.spillway.tier.recall.RecallRequests;
import io.spillway.tier.run.RunRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a client does between a commit and its release, and what is then removed from a target and what is not. */
class RemoteGarbageTest extends EngineScenario {
    private static final Duration A_WHILE = Duration.ofMillis(300);

    @Test
    void anOverwriteBetweenCommitAndReleaseKeepsTheNewBytesAndNotesTheOldOnes() throws Exception {
        tier();
        node.put("k", OTHER);
        assertThat(node.settle(monthAhead())).isTrue();
        assertThat(location()).isInstanceOf(Location.Local.class);
        assertThat(notes()).singleElement().isInstanceOf(RemoteBytes.class);
        collectPastTheGrace();
        assertThat(remoteKeys()).isEmpty();
        assertThat(notes()).isEmpty();
        assertThat(node.read("k")).isEqualTo(OTHER);
    }

    @Test
    void aDeleteBetweenCommitAndReleaseNotesTheRemoteBytes() throws Exception {
        tier();
        node.delete("k");
        assertThat(node.settle(monthAhead())).isTrue();
        assertThat(notes()).singleElement().isInstanceOf(RemoteBytes.class);
        node.engine().collect();
        assertThat(remoteKeys()).as("not before the grace is over").hasSize(1);
        collectPastTheGrace();
        assertThat(remoteKeys()).isEmpty();
        assertThatThrownBy(() -> node.read("k")).isInstanceOf(ObjectStoreException.NoSuchKey.class);
    }

    static Stream<CloudException> faultsOfASecondProof() {
        return Stream.of(new CloudException.AccessDenied("the key may not look"),
                new CloudException.Unavailable("connection refused", Duration.ofSeconds(1)));
    }

    @ParameterizedTest
    @MethodSource("faultsOfASecondProof")
    void aSecondProofThatCannotBeHadKeepsTheLocalBytesAndIsMadeUpFor(CloudException fault) throws Exception {
        tier();
        faults.onStat((_, _) -> {
            throw fault;
        });
        assertThat(node.engine().settle(monthAhead(), A_WHILE)).isFalse();
        assertThat(location()).isInstanceOf(Location.Both.class);
        assertThat(notes()).isEmpty();
        faults.none();
        node.clock().advance(Duration.ofMinutes(30));
        assertThat(node.settle(monthAhead())).isTrue();
        assertThat(location()).isInstanceOf(Location.Remote.class);
        assertThat(node.read("k")).isEqualTo(BYTES);
    }

    @Test
    void anotherObjectUnderANotedKeyIsLeftAloneAndTheRefusalIsListed() throws Exception {
        tier();
        node.engine().recall(node.bucket().ref(), node.candidate("k").generation().key(), "test");
        CloudKey key = new CloudKey(remoteKeys().getFirst());
        node.cloud().put(key, new BytesSource(OTHER), PutCondition.ALWAYS, new InMemoryUploadJournal());
        collectPastTheGrace();
        assertThat(node.cloud().stat(CloudRef.newest(key)).length()).isEqualTo(OTHER.length);
        refusalContains("by hand");
    }

    @Test
    void aRefusedRemovalKeepsItsNoteWithTheReasonAndIsTriedAgain() throws Exception {
        tier();
        node.engine().recall(node.bucket().ref(), node.candidate("k").generation().key(), "test");
        faults.onDelete((_, refs) -> List.of(new Removal.Failed(refs.getFirst(),
                new CloudException.AccessDenied("the object is locked until 2031"))));
        collectPastTheGrace();
        for (int i = 0; i < 20; i++) {
            node.clock().advance(Duration.ofHours(2));
            node.engine().collect();
        }
        assertThat(remoteKeys()).hasSize(1);
        refusalContains("locked until 2031");
        assertThat(node.engine().alarms()).as("moves to the target go on").isEmpty();
        faults.none();
        node.clock().advance(Duration.ofHours(2));
        node.engine().collect();
        assertThat(remoteKeys()).isEmpty();
        assertThat(notes()).isEmpty();
    }

    @Test
    void aContainerThatGoesLeavesNoBackupAlsoNoneThatACrashLeft() throws Exception {
        tier();
        assertThat(node.settle(monthAhead())).isTrue();
        String recorded = backups().getFirst();
        String folderOfIt = recorded.substring(0, recorded.lastIndexOf('/') + 1);
        for (BackupName left : List.of(new BackupName(1, 1, 1), new BackupName(1_000, 1_000, 1_000))) {
            node.cloud().put(new CloudKey(folderOfIt + left), new BytesSource(OTHER), PutCondition.ALWAYS,
                    new InMemoryUploadJournal());
        }
        leaveUpload(folderOfIt + new BackupName(2, 2, 2));
        node.delete("k");
        node.cluster().store().deleteContainer(node.context(), TestNode.BUCKET);
        node.engine().collect();
        assertThat(backups()).as("not before the grace is over").hasSize(3);

        collectPastTheGrace();

        assertThat(backups()).isEmpty();
        assertThat(uploads()).isEmpty();
        assertThat(remoteKeys()).isEmpty();
    }

    @Test
    void theNextBackupTakesAwayWhatACrashLeftOfAnUploadOfAnother() throws Exception {
        tier();
        assertThat(node.settle(monthAhead())).isTrue();
        String recorded = backups().getFirst();
        leaveUpload(recorded.substring(0, recorded.lastIndexOf('/') + 1) + new BackupName(1, 1, 1));
        node.put("other", OTHER);
        assertThat(node.engine().backUp("cold").orElseThrow().sent()).isOne();
        assertThat(uploads()).isEmpty();
    }

    private List<UploadListing.Open> uploads() throws CloudException {
        return node.cloud().uploads("", ListCursor.START, 100).uploads();
    }

    /** A lock on the bucket, or a key that may not remove: what is let go is safe all the same. */
    @Test
    void oldBackupsThatMayNotBeRemovedKeepNobodyWaiting() throws Exception {
        tier();
        assertThat(node.settle(monthAhead())).isTrue();
        faults.onDelete((_, refs) -> refs.stream().<Removal>map(
                ref -> new Removal.Failed(ref, new CloudException.AccessDenied("the file is locked"))).toList());
        node.put("l", OTHER);
        run(monthAhead(), RunRequest.Mode.PLAN);

        assertThat(node.settle(monthAhead())).isTrue();

        assertThat(node.engine().alarms()).singleElement()
                .satisfies(alarm -> assertThat(alarm.subject() + ": " + alarm.message()).contains("old backups",
                        "the file is locked"));
        assertThat(backups()).hasSize(2);
        faults.none();
        node.put("m", OTHER);
        run(monthAhead(), RunRequest.Mode.PLAN);
        assertThat(node.settle(monthAhead())).isTrue();
        assertThat(backups()).hasSize(1);
        assertThat(node.engine().alarms()).isEmpty();
    }

    /** A put of which a crash left the beginning. */
    private void leaveUpload(String key) throws IOException, CloudException {
        Path uploads = folder.resolve("target/.spillway/uploads");
        Files.writeString(uploads.resolve("0".repeat(32) + ".key"), TestNode.PREFIX + key);
        assertThat(uploads()).hasSize(1);
    }

    private List<String> backups() throws CloudException {
        return node.cloud().list("", ListCursor.START, 100).items().stream().map(item -> item.key().value())
                .filter(key -> BackupKeys.container(new CloudKey(key)).isPresent()).toList();
    }

    @Test
    void aPointerWhoseRemoteBytesAreMissingIsKeptAndItsReadsFail() throws Exception {
        tier();
        assertThat(node.settle(monthAhead())).isTrue();
        CloudKey key = new CloudKey(remoteKeys().getFirst());
        node.cloud().delete(List.of(node.cloud().stat(CloudRef.newest(key)).ref()));
        assertThatThrownBy(() -> node.read("k")).isInstanceOf(ObjectStoreException.Damaged.class);
        assertThat(node.stat("k").size()).isEqualTo(BYTES.length);
        assertThat(node.list()).containsExactly("k");
        collectPastTheGrace();
        assertThat(location()).isInstanceOf(Location.Remote.class);
    }

    @Test
    void aRemoteCopyThatFailsItsSecondProofIsKeptWhileNoLocalOneIsWhole() throws Exception {
        tier();
        damageLocalChunks();
        faults.onStat((store, ref) -> ref.key().value().endsWith(".pack") ? lying(store.stat(ref)) : store.stat(ref));

        assertThat(node.engine().settle(monthAhead(), A_WHILE)).isFalse();

        assertThat(location()).as("nothing is pointed away from either copy").isInstanceOf(Location.Both.class);
        assertThat(notes()).isEmpty();
        assertThat(node.engine().alarms()).singleElement()
                .satisfies(alarm -> assertThat(alarm.message()).contains("neither its remote copy"));
        faults.none();
        assertThat(node.read("k")).as("the remote one was good after all").isEqualTo(BYTES);
    }

    @Test
    void aRecallDoesNotGiveUpTheOnlyWholeCopy() throws Exception {
        tier();
        damageLocalChunks();

        assertThat(node.engine().recall(node.bucket().ref(), node.candidate("k").generation().key(), "test"))
                .isEqualTo(RecallRequests.Answer.BUSY);

        assertThat(location()).isInstanceOf(Location.Both.class);
        assertThat(notes()).isEmpty();
        assertThat(node.settle(monthAhead())).isTrue();
        assertThat(node.engine().recall(node.bucket().ref(), node.candidate("k").generation().key(), "test"))
                .isEqualTo(RecallRequests.Answer.PLANNED);
        assertThat(node.settle(now())).isTrue();
        assertThat(location()).isInstanceOf(Location.Local.class);
        assertThat(node.read("k")).isEqualTo(BYTES);
    }

    private void damageLocalChunks() throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve("volume/chunks"))) {
            for (Path chunk : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(chunk);
                bytes[bytes.length - 1] ^= 1;
                Files.write(chunk, bytes);
            }
        }
    }

    private void refusalContains(String words) throws Exception {
        assertThat(notes()).singleElement().isInstanceOfSatisfying(RemoteBytes.class, note -> assertThat(note.refusal())
                .hasValueSatisfying(reason -> assertThat(reason).contains(words)));
    }

    private void collectPastTheGrace() throws Exception {
        node.clock().advance(TestNode.GARBAGE_GRACE.plusHours(1));
        node.engine().collect();
    }
}
