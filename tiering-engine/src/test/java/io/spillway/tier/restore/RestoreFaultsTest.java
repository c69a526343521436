package io.spillway.tier.restore;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.owner.Owner;
import io.spillway.cloud.api.owner.TargetOwnership;
import io.spillway.cluster.api.location.Location;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.tier.fault.Step;
import io.spillway.tier.node.FaultyCloud;
import io.spillway.tier.node.Policies;
import io.spillway.tier.node.TestNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Copies that are damaged, targets that fail, and what was under way when the node was lost. */
class RestoreFaultsTest extends RestoreScenario {
    @Test
    void aDamagedCopyIsPassedOverForTheNextOlderOne() throws Exception {
        try (TestNode node = open()) {
            release(node, 100_000);
            String newest = containerBackup(node);
            // Two that sort before it: one that is no database, and one whose bytes are not those that were put.
            byte[] rubbish = bytes(9, 8192);
            put(node.cloud(), newer(newest, 1), rubbish);
            put(node.cloud(), newer(newest, 2), bytes(node.cloud(), newest));
        }
        damage(newestFile());
        RestoreReport report = LostNode.of(folder, clock).restore();
        assertThat(report.unusable()).hasSize(2);
        assertThat(report.notBrought()).isEmpty();
        assertThat(report.complete()).isFalse();
        try (TestNode node = open()) {
            assertThat(node.read("k")).isEqualTo(bytes(1, 100_000));
            node.put("next", bytes(2, 100));
            assertThat(node.engine().backUp("cold").orElseThrow().complete()).isTrue();
            assertThat(backups(node.cloud())).as("the damaged ones go when they are replaced").hasSize(2);
        }
        assertThat(LostNode.of(folder, clock).restore().unusable()).isEmpty();
    }

    @Test
    void aTargetThatFailsMeanwhileLeadsToNoOlderCopyAndNoNode() throws Exception {
        LostNode lost = lostWithOneReleased();
        var faults = new FaultyCloud.Faults();
        faults.onOpen((store, ref, range) -> {
            if (ref.key().value().contains("/backups/") && !ref.key().value().contains("namespace")) {
                throw new CloudException.Unavailable("away", Duration.ofSeconds(1));
            }
            return store.open(ref, range);
        });
        try (CloudStore cloud = TestNode.cloud(folder)) {
            Owner owner = TargetOwnership.of(cloud).owner().orElseThrow();
            assertThatThrownBy(() -> lost.restore(faults.apply(cloud), "cold"))
                    .isInstanceOf(CloudException.Unavailable.class);
            assertThat(TargetOwnership.of(cloud).owner()).contains(owner);
            assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("cut short");
        }
        assertThat(lost.restore().unusable()).isEmpty();
        try (TestNode node = open()) {
            assertThat(node.read("k")).isEqualTo(bytes(1, 100));
        }
    }

    /** The upload had ended, and only the pack knows; to give it up would remove the last copy of the bytes. */
    @Test
    void aPackThatArrivedBeforeTheNodeWasLostIsTakenIn() throws Exception {
        try (TestNode node = open(throwing(Step.UPLOADED))) {
            node.createBucket();
            node.put("k", bytes(1, 300_000));
            tier(node, false);
            assertThat(node.engine().settle(now(), Duration.ofSeconds(1))).isFalse();
            assertThat(node.engine().backUp("cold").orElseThrow().complete()).isTrue();
        }
        LostNode lost = LostNode.of(folder, clock);
        assertThat(lost.restore().rebuilt().totals().lost()).isOne();
        try (TestNode node = open()) {
            node.inForce(Policies.archive(1));
            assertThatThrownBy(() -> node.read("k")).isInstanceOf(ObjectStoreException.Damaged.class);
            assertThat(node.settle(now())).isTrue();
            assertThat(location(node, "k")).isInstanceOf(Location.Both.class);
            assertThat(node.read("k")).isEqualTo(bytes(1, 300_000));
            assertThat(node.settle(monthAhead())).isTrue();
            assertThat(node.read("k")).isEqualTo(bytes(1, 300_000));
        }
    }

    @Test
    void aMoveOfBytesThatAreLostEndsAndTheVersionStays() throws Exception {
        try (TestNode node = open(throwing(Step.ATTEMPT))) {
            node.createBucket();
            node.put("k", bytes(1, 300_000));
            tier(node, false);
            assertThat(node.engine().settle(now(), Duration.ofSeconds(1))).isFalse();
            assertThat(node.engine().backUp("cold").orElseThrow().complete()).isTrue();
        }
        LostNode.of(folder, clock).restore();
        try (TestNode node = open()) {
            node.inForce(Policies.archive(1));
            assertThat(node.settle(now())).isTrue();
            assertThat(openIntents(node)).isEmpty();
            assertThat(node.engine().alarms()).isNotEmpty();
            assertThat(node.stat("k").size()).isEqualTo(300_000);
            node.delete("k");
            clock.advance(Duration.ofHours(2));
            node.cluster().collector().run();
            assertThat(localNotes(node)).isEmpty();
        }
    }

    /** The chunks that it had fetched are gone; the pack must not go after them. */
    @Test
    void aRecallThatHadFetchedLeavesTheRemoteBytesWhereTheyAre() throws Exception {
        try (TestNode node = open(throwing(Step.RECALL))) {
            release(node, 300_000);
            node.engine().recall(node.bucket().ref(), new ObjectKey("k"), "test");
            assertThat(node.engine().settle(now(), Duration.ofSeconds(1))).isFalse();
            assertThat(node.engine().backUp("cold").orElseThrow().complete()).isTrue();
        }
        LostNode.of(folder, clock).restore();
        try (TestNode node = open()) {
            assertThat(node.settle(now())).isTrue();
            assertThat(location(node, "k")).isInstanceOf(Location.Remote.class);
            clock.advance(TestNode.GARBAGE_GRACE.multipliedBy(2));
            node.engine().collect();
            node.cluster().collector().run();
            assertThat(localNotes(node)).isEmpty();
            assertThat(node.read("k")).isEqualTo(bytes(1, 300_000));
        }
    }

    @Test
    void whatARecallHadFetchedOntoAVolumeThatOutlivedIsNoGarbageForItMayHaveBeenCommitted() throws Exception {
        try (TestNode node = open(throwing(Step.RECALL))) {
            release(node, 300_000);
            clock.advance(Duration.ofDays(1));
            node.cluster().collector().run();
            assertThat(chunkFiles(node)).isZero();
            node.engine().recall(node.bucket().ref(), new ObjectKey("k"), "test");
            assertThat(node.engine().settle(now(), Duration.ofSeconds(1))).isFalse();
            assertThat(node.engine().backUp("cold").orElseThrow().complete()).isTrue();
            assertThat(chunkFiles(node)).isPositive();
        }
        LostNode.withVolume(folder, clock).restore();
        try (TestNode node = open()) {
            assertThat(node.settle(now())).isTrue();
            clock.advance(TestNode.GARBAGE_GRACE.multipliedBy(2));
            node.engine().collect();
            node.cluster().collector().run();
            assertThat(chunkFiles(node)).isPositive();
            assertThat(location(node, "k")).isInstanceOf(Location.Remote.class);
        }
    }

    private static long chunkFiles(TestNode node) throws Exception {
        return node.cluster().conscience().volumes().getFirst().list(Optional.empty(), 100).size();
    }
}
