package io.spillway.tier.engine;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.Removal;
import io.spillway.cloud.api.owner.TargetOwnership;
import io.spillway.cluster.api.location.Location;
import io.spillway.cluster.api.transition.GarbageNote.RemoteBytes;
import io.spillway.tier.node.TestNode;
import io.spillway.tier.run.RunRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A target that was taken over, or whose marker is gone, is neither written to nor believed. */
class FencedTargetTest extends EngineScenario {
    private static final UUID THEIRS = UUID.fromString("22222222-2222-4222-8222-222222222222");
    /** Enough for a pass, and no time to wait for what will not come. */
    private static final Duration A_WHILE = Duration.ofMillis(300);

    static List<UUID> newOwners() {
        return List.of(THEIRS, TestNode.CLUSTER.value());
    }

    /** Also by this cluster itself: a higher epoch fences a process that does not know of it. */
    @ParameterizedTest
    @MethodSource("newOwners")
    void nothingMoreIsSentToATargetThatWasTakenOver(UUID owner) throws Exception {
        run(monthAhead(), RunRequest.Mode.PLAN);
        TargetOwnership.of(node.cloud()).takeOver(owner);
        assertThat(node.engine().settle(now(), A_WHILE)).isFalse();
        assertThat(remoteKeys()).isEmpty();
        assertThat(location()).isInstanceOf(Location.Local.class);
        assertThat(node.candidate("k").intended()).isTrue();
        assertThat(node.engine().alarms()).singleElement()
                .satisfies(alarm -> assertThat(alarm.message()).contains(owner.toString(), "epoch 2"));
    }

    @Test
    void nothingIsReleasedIntoATargetThatWasTakenOver() throws Exception {
        tier();
        TargetOwnership.of(node.cloud()).takeOver(THEIRS);
        assertThat(node.engine().settle(monthAhead(), A_WHILE)).isFalse();
        assertThat(location()).isInstanceOf(Location.Both.class);
        assertThat(node.cloud().list(TestNode.CLUSTER + "/backups/", ListCursor.START, 10).items()).isEmpty();
    }

    @Test
    void nothingIsRemovedFromATargetThatWasTakenOver() throws Exception {
        tier();
        node.engine().recall(node.bucket().ref(), node.candidate("k").generation().key(), "test");
        TargetOwnership.of(node.cloud()).takeOver(THEIRS);
        node.clock().advance(TestNode.GARBAGE_GRACE.plusHours(1));
        node.engine().collect();
        assertThat(remoteKeys()).hasSize(1);
        assertThat(notes()).singleElement().isInstanceOfSatisfying(RemoteBytes.class, note -> assertThat(note.refusal())
                .hasValueSatisfying(reason -> assertThat(reason).contains(THEIRS.toString())));
    }

    /** The wrong bucket under the right name, for instance: everything seems to be missing. */
    @Test
    void whatIsMissingWithTheMarkerIsNotBelievedToBeGone() throws Exception {
        tier();
        remove(TargetOwnership.MARKER);
        remove(new CloudKey(remoteKeys().getFirst()));
        assertThat(node.engine().settle(monthAhead(), A_WHILE)).isFalse();
        assertThat(location()).isInstanceOf(Location.Both.class);
        assertThat(node.engine().alarms())
                .anySatisfy(alarm -> assertThat(alarm.message()).contains(TargetOwnership.MARKER.value(), "gone"));
        node.delete("k");
        node.clock().advance(TestNode.GARBAGE_GRACE.plusHours(1));
        node.engine().collect();
        assertThat(notes()).singleElement().isInstanceOf(RemoteBytes.class);
    }

    private void remove(CloudKey key) throws Exception {
        assertThat(node.cloud().delete(List.of(node.cloud().stat(CloudRef.newest(key)).ref()))).singleElement()
                .isInstanceOf(Removal.Gone.class);
    }
}
