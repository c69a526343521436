package io.spillway.tier.restore;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.owner.Owner;
import io.spillway.cloud.api.owner.TargetOwnership;
import io.spillway.cluster.api.account.AccountUsage;
import io.spillway.cluster.api.location.Location;
import io.spillway.cluster.api.object.MultipartUploads.UploadRef;
import io.spillway.cluster.api.object.ObjectStat;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.restore.LostObjects.LostObject;
import io.spillway.cluster.api.restore.Rebuilt;
import io.spillway.tier.backup.BackupReport;
import io.spillway.tier.node.BytesSource;
import io.spillway.tier.node.TestNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/** A node is lost with its volumes, and restored from its target. */
class RestoreTest extends RestoreScenario {
    @Test
    void whatTheTargetHoldsIsTheSameAfterwards() throws Exception {
        Map<String, ObjectStat> before;
        AccountUsage usage;
        Owner former;
        try (TestNode node = open()) {
            former = TargetOwnership.of(node.cloud()).owner().orElseThrow();
            node.createBucket();
            putWithAttributes(node, "gone/a", bytes(1, 300_000));
            putInParts(node, "gone/parts", bytes(2, PART), bytes(3, 70_000));
            tier(node);
            assertThat(node.settle(monthAhead())).isTrue();
            node.put("both", bytes(4, 200_000));
            node.put("both/small", bytes(10, 4_000));
            tier(node);
            node.put("here", bytes(5, 150_000));
            node.put("small", bytes(9, 3_000));
            node.put("empty", new byte[0]);
            UploadRef open = upload(node, "unfinished");
            node.cluster().store().putPart(node.context(), open, 1, new BytesSource(bytes(6, 1000)));
            BackupReport report = node.engine().backUp("cold").orElseThrow();
            assertThat(report.complete()).isTrue();
            assertThat(report.sent()).isOne();
            before = stats(node, "gone/a", "gone/parts", "both", "both/small", "here", "small", "empty");
            usage = usage(node);
        }
        LostNode lost = LostNode.of(folder, clock);
        RestoreReport report = lost.restore();

        assertThat(report.complete()).isFalse();
        assertThat(report.namespace()).isPresent();
        assertThat(report.unusable()).isEmpty();
        assertThat(report.rebuilt().findings()).isEmpty();
        assertThat(report.rebuilt().containers()).singleElement()
                .extracting(Rebuilt.Container::name, Rebuilt.Container::objects).containsExactly(TestNode.BUCKET, 7L);
        assertThat(lost.lost()).extracting(object -> object.key().value(), LostObject::size)
                .containsExactly(tuple("here", 150_000L), tuple("small", 3_000L));
        assertThat(report.rebuilt().totals().abortedUploads()).isOne();
        assertThat(report.rebuilt().lostVolumes()).hasSize(1);

        try (TestNode node = open()) {
            assertThatThrownBy(() -> TargetOwnership.of(node.cloud()).confirm(former))
                    .as("the lost node is shut out").isInstanceOf(CloudException.Refused.class);
            TargetOwnership.of(node.cloud()).confirm(report.owner());
            assertThat(stats(node, "gone/a", "gone/parts", "both", "both/small", "here", "small", "empty"))
                    .isEqualTo(before);
            assertThat(usage(node)).isEqualTo(usage);
            audit(node);
            assertThat(uploads(node)).isEmpty();

            assertThat(node.settle(monthAhead())).as("nothing waits for what is lost").isTrue();
            assertThat(location(node, "both")).isInstanceOf(Location.Remote.class);
            assertThat(location(node, "both/small")).isInstanceOf(Location.Remote.class);
            clock.advance(Duration.ofHours(2));
            assertThat(node.cluster().collector().run()).isPositive();
            assertThat(localNotes(node)).as("notes of a volume that is lost are settled").isEmpty();
            audit(node);

            node.put("here", bytes(7, 40_000));
            node.put("new", bytes(8, 50_000));
            assertThat(node.read("here")).isEqualTo(bytes(7, 40_000));
            node.put("small", bytes(11, 2_000));
            assertThat(node.read("small")).isEqualTo(bytes(11, 2_000));
            tier(node);
            assertThat(node.settle(monthAhead())).isTrue();
            assertThat(node.read("new")).isEqualTo(bytes(8, 50_000));
        }
        // What was released after the restore is in a backup too, and that one is the newest.
        RestoreReport again = LostNode.of(folder, clock).restore();
        assertThat(again.rebuilt().totals().lost()).isZero();
        assertThat(again.owner().epoch()).isEqualTo(report.owner().epoch() + 1);
        try (TestNode node = open()) {
            assertThat(node.read("new")).isEqualTo(bytes(8, 50_000));
            assertThat(node.read("gone/a")).isEqualTo(bytes(1, 300_000));
        }
    }

    private void audit(TestNode node) throws Exception {
        assertThat(node.read("gone/a")).isEqualTo(bytes(1, 300_000));
        assertThat(node.read("gone/parts")).startsWith(bytes(2, PART)).endsWith(bytes(3, 70_000))
                .hasSize(PART + 70_000);
        assertThat(node.read("both")).isEqualTo(bytes(4, 200_000));
        assertThat(node.read("both/small")).isEqualTo(bytes(10, 4_000));
        assertThatThrownBy(() -> node.read("small")).as("no object's bytes are in a backup")
                .isInstanceOf(ObjectStoreException.Damaged.class).hasMessageContaining("restored");
        assertThat(node.read("empty")).isEmpty();
        assertThatThrownBy(() -> node.read("here")).isInstanceOf(ObjectStoreException.Damaged.class)
                .hasMessageContaining("lost").hasMessageContaining("restored");
        assertThat(node.cluster().store().list(node.context(), TestNode.BUCKET, everything()).objects())
                .extracting(stat -> stat.ref().key().value())
                .containsExactly("both", "both/small", "empty", "gone/a", "gone/parts", "here", "small");
    }

    @Test
    void anUnchangedContainerIsNotSentAgain() throws Exception {
        try (TestNode node = open()) {
            node.createBucket();
            node.put("k", bytes(1, 1000));
            assertThat(node.engine().backUp("cold").orElseThrow())
                    .extracting(BackupReport::sent, BackupReport::unchanged).containsExactly(1L, 0L);
            List<String> keys = backups(node.cloud());
            assertThat(node.engine().backUp("cold").orElseThrow())
                    .extracting(BackupReport::sent, BackupReport::unchanged).containsExactly(0L, 1L);
            assertThat(backups(node.cloud())).filteredOn(key -> !key.contains("namespace"))
                    .isEqualTo(keys.stream().filter(key -> !key.contains("namespace")).toList());
            assertThat(backups(node.cloud())).hasSize(2);
            removeBackups(node.cloud(), "");
            assertThat(node.engine().backUp("cold").orElseThrow().sent())
                    .as("a copy that somebody removed is made anew").isOne();
            assertThat(node.engine().backUp("other")).isEmpty();
        }
    }

    @Test
    void theBackupsOfARemovedBucketGoWithItsGarbage() throws Exception {
        try (TestNode node = open()) {
            node.createBucket();
            assertThat(node.engine().backUp("cold").orElseThrow().sent()).isOne();
            node.cluster().store().deleteContainer(node.context(), TestNode.BUCKET);
            node.engine().collect();
            assertThat(backups(node.cloud())).hasSize(2);
            clock.advance(TestNode.GARBAGE_GRACE.plusHours(1));
            node.engine().collect();
            assertThat(backups(node.cloud())).singleElement().asString().contains("namespace");
            assertThat(node.engine().backUp("cold").orElseThrow().complete()).isTrue();
        }
    }

    @Test
    void withoutACopyOfTheNamespaceContainersAreListedByTheirOwnFiles() throws Exception {
        AccountUsage usage;
        try (TestNode node = open()) {
            release(node, 100_000);
            assertThat(node.engine().backUp("cold").orElseThrow().complete()).isTrue();
            usage = usage(node);
            removeBackups(node.cloud(), "namespace/");
        }
        RestoreReport report = LostNode.of(folder, clock).restore();
        assertThat(report.namespace()).isEmpty();
        assertThat(report.rebuilt().findings()).singleElement().isInstanceOf(Rebuilt.Finding.WithoutRow.class);
        try (TestNode node = open()) {
            assertThat(node.read("k")).isEqualTo(bytes(1, 100_000));
            assertThat(usage(node)).isEqualTo(usage);
            assertThatThrownBy(node::createBucket).isInstanceOf(ObjectStoreException.ContainerExists.class);
        }
    }

    @Test
    void aNodeThatIsThereIsNotReplaced() throws Exception {
        try (TestNode node = open()) {
            node.createBucket();
            assertThat(node.engine().backUp("cold").orElseThrow().complete()).isTrue();
        }
        Path kept = folder.resolve("kept");
        Files.move(TestNode.directory(folder), kept);
        LostNode lost = LostNode.of(folder, clock);
        Files.move(kept, TestNode.directory(folder));
        assertThatThrownBy(lost::restore).isInstanceOf(FileAlreadyExistsException.class);
        try (TestNode node = open()) {
            assertThat(node.bucket()).isNotNull();
        }
    }

    @Test
    void anEmptyTargetAndAnotherNameAreTold() throws Exception {
        try (CloudStore cloud = TestNode.cloud(folder)) {
            LostNode lost = LostNode.of(folder, clock);
            assertThatThrownBy(lost::restore).isInstanceOf(RestoreException.class).hasMessageContaining("no cluster");
            Owner owner = TargetOwnership.of(cloud).claim(TestNode.CLUSTER.value());
            assertThatThrownBy(lost::restore).isInstanceOf(RestoreException.class).hasMessageContaining("no backup");
            assertThat(TargetOwnership.of(cloud).owner()).contains(owner);
        }
        LostNode lost = lostWithOneReleased();
        try (CloudStore cloud = TestNode.cloud(folder)) {
            Owner owner = TargetOwnership.of(cloud).owner().orElseThrow();
            assertThatThrownBy(() -> lost.restore(cloud, "warm")).isInstanceOf(RestoreException.class)
                    .hasMessageContaining("\"cold\"");
            assertThat(TargetOwnership.of(cloud).owner()).as("nobody was shut out").contains(owner);
        }
    }
}
