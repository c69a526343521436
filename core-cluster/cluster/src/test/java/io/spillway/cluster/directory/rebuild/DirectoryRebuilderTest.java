package io.spillway.cluster.directory.rebuild;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.spillway.cluster.account.MasterKey;
import io.spillway.cluster.account.SealedAccessKeys;
import io.spillway.cluster.api.account.AccessKey;
import io.spillway.cluster.api.account.Secret;
import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.NodeId;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.name.VolumeId;
import io.spillway.cluster.api.object.Checksum;
import io.spillway.cluster.api.object.ObjectAttributes;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.UploadId;
import io.spillway.cluster.api.object.WriteCondition;
import io.spillway.cluster.api.restore.LostObjects.LostObject;
import io.spillway.cluster.api.restore.Rebuilt;
import io.spillway.cluster.api.restore.UnusableCopyException;
import io.spillway.cluster.api.transition.Cause;
import io.spillway.cluster.api.transition.Epoch;
import io.spillway.cluster.api.transition.GarbageNote;
import io.spillway.cluster.api.transition.Generation;
import io.spillway.cluster.api.transition.Intent;
import io.spillway.cluster.api.transition.IntentId;
import io.spillway.cluster.api.transition.Movement;
import io.spillway.cluster.api.transition.TransitionState.Attempt;
import io.spillway.cluster.api.transition.TransitionState.Planned;
import io.spillway.cluster.directory.ContainerCommand.BeginUpload;
import io.spillway.cluster.directory.ContainerCommand.BeginWrite;
import io.spillway.cluster.directory.ContainerCommand.CommitObject;
import io.spillway.cluster.directory.ContainerCommand.CommitPart;
import io.spillway.cluster.directory.ContainerCommand.StageMetachunks;
import io.spillway.cluster.directory.NamespaceCommand.AddAccessKey;
import io.spillway.cluster.directory.ObjectVersion;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.Refusal;
import io.spillway.cluster.directory.SealedSecret;
import io.spillway.cluster.directory.UploadHead;
import io.spillway.cluster.directory.WriteState;
import io.spillway.cluster.directory.engine.DirectorySettings;
import io.spillway.cluster.directory.engine.Writes;
import io.spillway.cluster.directory.rebuild.DirectoryRebuilder.Secrets;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Copies that were made at different times are made to agree. */
class DirectoryRebuilderTest extends RebuildScenario {
    @Test
    void theLogBeginsAnewAndTheFilesGoOn() throws Exception {
        ContainerRef container = create(ACCOUNT);
        put(container, "k");
        FileCopy copy = copyOf(container);
        assertThat(rebuild(Optional.of(namespace()), copy).findings()).isEmpty();
        for (int i = 0; i < 20; i++) {
            put(container, "new-" + i);
        }
        directory.flush();
        directory.close();
        directory = open("second");
        assertThat(current(container, "k")).isPresent();
        assertThat(current(container, "new-19")).isPresent();
        assertThat(lost).extracting(LostObject::key).containsExactly(new ObjectKey("k"));
        assertThat(directory.changeLog().pending(DirectorySettings.ACCOUNTS, 10))
                .as("what came after the restore is there to be counted").containsExactly(container);
    }

    @Test
    void theNextTermIsAboveEveryOneThatWasSeen() throws Exception {
        ContainerRef container = create(ACCOUNT);
        put(container, "k");
        uploading(container, "k", 40);
        FileCopy copy = copyOf(container);
        rebuild(Optional.of(namespace()), copy);
        assertThat(directory.drawTerm()).isEqualTo(41);
        FileCopy again = copyOf(container);
        Path namespace = namespace();
        directory.close();
        Files.move(folder.resolve("second"), folder.resolve("lost"));
        directory = open("third");
        rebuild(Set.of(), DROPPED, 70, Optional.of(namespace), again);
        assertThat(directory.drawTerm()).isEqualTo(71);
    }

    private void uploading(ContainerRef container, String key, long term) throws Exception {
        ObjectVersion version = current(container, key).orElseThrow();
        Intent planned = directory.transitions()
                .plan(new IntentId(Writes.hex(random, 16)), container,
                        new Generation(version.key(), version.version(), version.head().size(), version.digest()),
                        new Cause.ByRule("p", 1, "r", Instant.EPOCH),
                        new Movement.Tier("cold", "f1", "COLD", Duration.ZERO))
                .orElseThrow();
        var _ = directory.transitions().advance(planned, ((Planned) planned.state())
                .upload(new Attempt(1, new Epoch(term, new NodeId(new UUID(1, 2))), "vault", "p/x-1.pack")));
    }

    @Test
    void aListedContainerWithoutACopyIsDamagedAndNeverEmpty() throws Exception {
        ContainerRef container = create(ACCOUNT);
        put(container, "k");
        Rebuilt rebuilt = rebuild(Optional.of(namespace()));
        assertThat(rebuilt.findings()).containsExactly(new Rebuilt.Finding.WithoutFile(container, ACCOUNT, NAME));
        assertThatThrownBy(() -> current(container, "k")).isInstanceOf(ObjectStoreException.Damaged.class);
        assertThat(directory.propose(writes.put(container, "k", 100)))
                .isInstanceOfSatisfying(Outcome.Refused.class,
                        refused -> assertThat(refused.refusal()).isInstanceOf(Refusal.Damaged.class));
        assertThat(directory.createContainer(ACCOUNT, NAME, Optional.empty())).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void aContainerThatIsNewerThanTheRowsIsListedByItsFile() throws Exception {
        Path before = namespace();
        ContainerRef container = create(ACCOUNT);
        put(container, "k");
        Rebuilt rebuilt = rebuild(Optional.of(before), copyOf(container));
        assertThat(rebuilt.findings()).containsExactly(new Rebuilt.Finding.WithoutRow(container, ACCOUNT, NAME));
        assertThat(directory.findContainer(NAME).orElseThrow().ref()).isEqualTo(container);
        assertThat(directory.usage(ACCOUNT).orElseThrow().objects()).isOne();
        delete(container, "k");
        assertThat(directory.deleteContainer(container)).isInstanceOf(Outcome.Done.class);
        assertThat(create(ACCOUNT)).as("the incarnation is known again").isNotEqualTo(container);
    }

    @Test
    void aContainerThatWasRemovedBeforeTheRowsWereCopiedStaysRemoved() throws Exception {
        ContainerRef container = create(ACCOUNT);
        put(container, "k");
        FileCopy copy = copyOf(container);
        remove(container);
        assertThat(directory.findContainer(container)).isEmpty();
        Rebuilt rebuilt = rebuild(Optional.of(namespace()), copy);
        assertThat(rebuilt.findings()).containsExactly(new Rebuilt.Finding.Removed(container, ACCOUNT, NAME));
        assertThat(directory.findContainer(container)).isEmpty();
        assertThat(create(ACCOUNT)).isNotEqualTo(container);
    }

    /** Until nothing is left of it, the garbage notes included. */
    private void remove(ContainerRef container) throws Exception {
        delete(container, "k");
        assertThat(directory.deleteContainer(container)).isInstanceOf(Outcome.Done.class);
        settle(container);
        directory.changeLog().acknowledge(DirectorySettings.ACCOUNTS, container, 1000);
        directory.driveOn();
    }

    private void settle(ContainerRef container) throws Exception {
        directory.garbage().settle(container,
                directory.garbage().due(container, FAR, 100).stream().map(GarbageNote::id).toList());
    }

    @Test
    void aContainerThatWasDrainingDrainsOn() throws Exception {
        ContainerRef container = create(ACCOUNT);
        put(container, "k");
        FileCopy copy = copyOf(container);
        delete(container, "k");
        assertThat(directory.deleteContainer(container)).isInstanceOf(Outcome.Done.class);
        Rebuilt rebuilt = rebuild(Optional.of(namespace()), copy);
        assertThat(rebuilt.containers()).isEmpty();
        assertThat(lost).isEmpty();
        assertThat(directory.findContainer(NAME)).isEmpty();
        assertThat(directory.garbage().due(container, FAR, 100)).as("its object's, and its backup's").hasSize(2);
        settle(container);
        directory.driveOn();
        assertThat(directory.findContainer(container)).isEmpty();
    }

    @Test
    void aNameThatWasGivenAnewIsTheNewContainers() throws Exception {
        ContainerRef former = create(ACCOUNT);
        put(former, "k");
        Path before = namespace();
        FileCopy old = copyOf(former);
        delete(former, "k");
        assertThat(directory.deleteContainer(former)).isInstanceOf(Outcome.Done.class);
        ContainerRef now = create(ACCOUNT);
        put(now, "n");
        FileCopy young = copyOf(now);

        Rebuilt rebuilt = rebuild(Optional.of(before), old, young);
        assertThat(rebuilt.findings()).containsExactly(new Rebuilt.Finding.Superseded(former, ACCOUNT, NAME),
                new Rebuilt.Finding.WithoutRow(now, ACCOUNT, NAME));
        assertThat(directory.findContainer(NAME).orElseThrow().ref()).isEqualTo(now);
        assertThat(current(now, "n")).isPresent();
        assertThat(current(former, "k")).isEmpty();
        settle(former);
        directory.driveOn();
        assertThat(directory.findContainer(former)).isEmpty();
    }

    @Test
    void ofTwoAccountsFilesWithOneNameTheLaterIsTakenAndTheOtherIsTold() throws Exception {
        ContainerRef former = create(ACCOUNT);
        put(former, "k");
        FileCopy old = copyOf(former);
        delete(former, "k");
        assertThat(directory.deleteContainer(former)).isInstanceOf(Outcome.Done.class);
        AccountName other = new AccountName("other");
        ContainerRef now = create(other);
        put(now, "n");
        FileCopy young = copyOf(now);
        Rebuilt rebuilt = rebuild(Optional.empty(), old, young);
        assertThat(rebuilt.findings()).containsExactlyInAnyOrder(new Rebuilt.Finding.LeftOut(former, ACCOUNT, NAME),
                new Rebuilt.Finding.WithoutRow(now, other, NAME));
        assertThat(current(now, "n")).isPresent();
    }

    @Test
    void whatStandsOnVolumesThatAreAtHandIsNotLost() throws Exception {
        ContainerRef container = create(ACCOUNT);
        put(container, "k");
        FileCopy copy = copyOf(container);
        Rebuilt rebuilt = rebuild(Set.of(Writes.VOLUME), DROPPED, 0, Optional.of(namespace()), copy);
        assertThat(rebuilt.lostVolumes()).isEmpty();
        assertThat(lost).isEmpty();
        assertThat(RestoredMark.of(folder.resolve("second")).orElseThrow().lost()).isEmpty();
        assertThat(directory.backups().current(container, "f1")).as("the copy is its backup").isPresent();
    }

    @Test
    void whatAnUnfinishedWriteStagedIsNoGarbageForItMayHaveBeenCommitted() throws Exception {
        ContainerRef container = create(ACCOUNT);
        CommitObject write = writes.put(container, "k", 100);
        directory.propose(new BeginWrite(container, write.write(), write.head().key()));
        directory.propose(new StageMetachunks(container, write.write(), write.metachunks()));
        FileCopy copy = copyOf(container);
        rebuild(Set.of(Writes.VOLUME), DROPPED, 0, Optional.of(namespace()), copy);
        assertThat(directory.garbage().due(container, FAR, 100)).isEmpty();
        assertThat(directory.propose(write)).isEqualTo(new Outcome.Refused(new Refusal.WriteAbandoned()));
    }

    @Test
    void whatAnUploadHasOnAVolumeThatOutlivedIsNoGarbageForItMayHaveBeenCompleted() throws Exception {
        ContainerRef container = create(ACCOUNT);
        UploadId upload = new UploadId(Writes.hex(random, 16));
        directory.propose(new BeginUpload(container, upload, new UploadHead(new ObjectKey("k"), ObjectAttributes.NONE,
                Optional.empty(), Checksum.Kind.COMPOSITE, new StoragePolicyName("single"), WriteCondition.ALWAYS)));
        CommitPart kept = writes.part(container, upload, 1, Writes.VOLUME);
        assertThat(directory.propose(kept)).isInstanceOf(Outcome.PartStored.class);
        assertThat(directory.propose(writes.part(container, upload, 2, new VolumeId(new UUID(5, 6)))))
                .isInstanceOf(Outcome.PartStored.class);
        FileCopy copy = copyOf(container);
        Rebuilt rebuilt = rebuild(Set.of(Writes.VOLUME), DROPPED, 0, Optional.of(namespace()), copy);
        assertThat(rebuilt.totals().abortedUploads()).isOne();
        assertThat(directory.garbage().due(container, FAR, 100)).isEmpty();
        assertThat(directory.write(container, kept.write())).as("no owner of its chunks")
                .isEqualTo(WriteState.ABANDONED);
    }

    @Test
    void accessKeysStayOnlyWithTheirMasterKey() throws Exception {
        assertThat(directory.propose(new AddAccessKey("AKIA1", ACCOUNT, new SealedSecret(new byte[40]))))
                .isInstanceOf(Outcome.Done.class);
        Path namespace = namespace();
        Path second = Files.copy(namespace, folder.resolve("again"));
        assertThat(rebuild(Set.of(), new Secrets.Kept((_, _) -> {}), 0, Optional.of(namespace)).dropped())
                .isEqualTo(Rebuilt.Dropped.NOTHING);
        assertThat(directory.accessKeys()).hasSize(1);
        directory.close();
        Files.move(folder.resolve("second"), folder.resolve("lost"));
        assertThat(rebuild(Set.of(), DROPPED, 0, Optional.of(second)).dropped().accessKeys())
                .containsExactly("AKIA1");
        assertThat(directory.accessKeys()).isEmpty();
    }

    @Test
    void aWrongMasterKeyIsToldBeforeAnythingIsPublished() throws Exception {
        var random = new SecureRandom();
        var right = MasterKey.load(folder.resolve("right"), true, random);
        var wrong = MasterKey.load(folder.resolve("wrong"), true, random);
        SealedAccessKeys.open(directory, List.of(), right).add(new AccessKey("AKIA1", new Secret("hush"), ACCOUNT));
        Path namespace = namespace();
        Path again = Files.copy(namespace, folder.resolve("again"));
        assertThatThrownBy(
                () -> rebuild(Set.of(), new Secrets.Kept((keys, _) -> SealedAccessKeys.requireOpen(keys, wrong)),
                        0, Optional.of(namespace)))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("AKIA1");
        assertThat(folder.resolve("second")).doesNotExist();
        rebuild(Set.of(), new Secrets.Kept((keys, _) -> SealedAccessKeys.requireOpen(keys, right)), 0,
                Optional.of(again));
        assertThat(directory.accessKeys()).hasSize(1);
    }

    @Test
    void aCopyOfSomethingElseIsRefused() throws Exception {
        ContainerRef container = create(ACCOUNT);
        FileCopy copy = copyOf(container);
        Path namespace = namespace();
        Path rubbish = Files.writeString(folder.resolve("rubbish"), "no database".repeat(1000));
        var rebuilder = DirectoryRebuilder.begin(new DirectoryRebuilder.Settings(folder.resolve("second"), Set.of(),
                Writes.GRACES, DROPPED), Clock.systemUTC());
        assertThatThrownBy(() -> rebuilder.takeContainer(new ContainerRef("ab".repeat(32)), copy.file(), backup()))
                .isInstanceOf(UnusableCopyException.class);
        assertThatThrownBy(() -> rebuilder.takeContainer(container, namespace, backup()))
                .isInstanceOf(UnusableCopyException.class);
        assertThatThrownBy(() -> rebuilder.takeContainer(container, rubbish, backup()))
                .isInstanceOf(UnusableCopyException.class);
        assertThatThrownBy(() -> rebuilder.takeNamespace(rubbish)).isInstanceOf(UnusableCopyException.class);
        rebuilder.takeContainer(container, copy.file(), backup());
        assertThat(RestoredMark.unfinished(folder.resolve("second"))).exists();
        rebuilder.discard();
        assertThat(RestoredMark.unfinished(folder.resolve("second"))).doesNotExist();
    }
}
