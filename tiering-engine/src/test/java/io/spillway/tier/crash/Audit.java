package io.spillway.tier.crash;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.Listing;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cloud.api.UploadListing;
import io.spillway.cloud.api.owner.TargetOwnership;
import io.spillway.cluster.api.location.Location;
import io.spillway.cluster.api.location.RemoteCopy;
import io.spillway.cluster.api.object.ByteRange;
import io.spillway.cluster.api.object.ObjectContent;
import io.spillway.cluster.api.transition.Candidate;
import io.spillway.cluster.api.transition.CandidateFilter;
import io.spillway.cluster.api.transition.GarbageNote;
import io.spillway.cluster.api.transition.Intent;
import io.spillway.cluster.api.transition.Metachunks.Metachunk;
import io.spillway.cluster.api.transition.TransitionState;
import io.spillway.tier.node.TestNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds a node to what was acknowledged, and each remote object to an owner. */
final class Audit {
    private static final String PREFIX = TestNode.PREFIX;
    private static final Duration CENTURY = Duration.ofDays(36_500);

    private final TestNode node;
    private final Map<String, byte[]> expected;

    Audit(TestNode node, Map<String, byte[]> expected) {
        this.node = node;
        this.expected = expected;
    }

    /** Every acknowledged object is there, whole, with the same bytes; and none that was deleted. */
    void objectsAreWhole() throws Exception {
        assertThat(candidates()).extracting(candidate -> candidate.generation().key().value())
                .containsExactlyInAnyOrderElementsOf(expected.keySet());
        for (var object : expected.entrySet()) {
            assertThat(Arrays.equals(node.read(object.getKey()), object.getValue())).as(object.getKey()).isTrue();
            range(object.getKey(), object.getValue());
        }
    }

    /** All pieces of a version are in the same places, and what is in the target alone stands there. */
    void remoteBytesStand() throws Exception {
        for (Candidate candidate : candidates()) {
            assertThat(pieces(candidate).stream().map(piece -> piece.location().getClass()).distinct()).hasSize(1);
            for (Metachunk piece : pieces(candidate)) {
                if (piece.location() instanceof Location.Remote(RemoteCopy copy)) {
                    stands(copy);
                }
            }
        }
    }

    /** The same for every pointer; once what the story has lost has gone through its second proof. */
    void pointersAreWhole() throws Exception {
        remoteBytesStand();
        for (Candidate candidate : candidates()) {
            for (RemoteCopy copy : pieces(candidate).stream().flatMap(piece -> remote(piece.location()).stream())
                    .toList()) {
                stands(copy);
            }
        }
    }

    private void stands(RemoteCopy copy) throws Exception {
        StoredObject stored = node.cloud().stat(CloudRef.newest(new CloudKey(copy.key().substring(PREFIX.length()))));
        assertThat(copy.etag()).contains(stored.etag());
        assertThat(copy.version()).isEqualTo(stored.version());
    }

    /** Nothing stands in the target that no pointer, no open intent, no note and no container answers for. */
    void everyRemoteObjectHasAnOwner() throws Exception {
        Set<String> owned = new HashSet<>(pointedTo());
        owned.addAll(named());
        assertThat(remoteKeys()).filteredOn(key -> !isBackup(key)).isSubsetOf(owned);
        assertThat(uploadKeys()).isSubsetOf(named());
    }

    /** After all garbage was collected, and a backup: only what pointers name, one copy of each, nothing half sent. */
    void nothingButWhatIsNeededIsLeft() throws Exception {
        assertThat(node.engine().backUp("cold").orElseThrow().complete()).isTrue();
        assertThat(remoteKeys()).filteredOn(key -> !isBackup(key)).containsExactlyInAnyOrderElementsOf(pointedTo());
        assertThat(remoteKeys()).filteredOn(this::isBackup).hasSize(2)
                .filteredOn(key -> key.contains("/backups/namespace/")).hasSize(1);
        assertThat(uploadKeys()).isEmpty();
        assertThat(notes()).isEmpty();
    }

    private void range(String key, byte[] bytes) throws Exception {
        int from = bytes.length / 3;
        int length = Math.min(bytes.length - from, 2 * TestNode.METACHUNK + 5);
        ByteBuffer target = ByteBuffer.allocate(length);
        try (ObjectContent content = node.open(key)) {
            content.select(new ByteRange(from, length));
            while (target.hasRemaining() && content.read(target) >= 0) {
                assertThat(target.position()).isPositive();
            }
        }
        assertThat(Arrays.equals(target.array(), Arrays.copyOfRange(bytes, from, from + length))).as(key).isTrue();
    }

    private List<Candidate> candidates() throws Exception {
        return node.directory().candidates().page(node.bucket().ref(), CandidateFilter.ALL, Optional.empty(), 100);
    }

    private List<Metachunk> pieces(Candidate candidate) throws Exception {
        return node.directory().metachunks().of(node.bucket().ref(), candidate.generation()).orElseThrow();
    }

    private Set<String> pointedTo() throws Exception {
        var keys = new HashSet<String>();
        for (Candidate candidate : candidates()) {
            pieces(candidate).forEach(piece -> remote(piece.location()).ifPresent(copy -> keys.add(copy.key())));
        }
        return keys;
    }

    /** Keys that a note or an open intent names. */
    private Set<String> named() throws Exception {
        var keys = new HashSet<String>();
        for (GarbageNote note : notes()) {
            switch (note) {
                case GarbageNote.LocalChunks _ -> {
                }
                case GarbageNote.RemoteBytes bytes -> keys.add(bytes.remote().key());
                case GarbageNote.RemoteAttempt attempt -> keys.add(attempt.remoteKey());
            }
        }
        for (Intent intent : node.directory().transitions().open(node.bucket().ref(), Optional.empty(), 100)) {
            if (intent.state() instanceof TransitionState.Attempted attempted) {
                keys.add(attempted.attempt().remoteKey());
            }
        }
        return keys;
    }

    private List<GarbageNote> notes() throws Exception {
        return node.directory().garbage().due(node.bucket().ref(), node.clock().instant().plus(CENTURY), 1000).stream()
                .filter(note -> !(note instanceof GarbageNote.LocalChunks)).toList();
    }

    private List<String> remoteKeys() throws Exception {
        Listing page = node.cloud().list("", ListCursor.START, 1000);
        return page.items().stream().map(Listing.Item::key).filter(key -> !key.equals(TargetOwnership.MARKER))
                .map(key -> PREFIX + key).toList();
    }

    private List<String> uploadKeys() throws Exception {
        UploadListing page = node.cloud().uploads("", ListCursor.START, 1000);
        return page.uploads().stream().map(open -> PREFIX + open.upload().key()).toList();
    }

    private boolean isBackup(String key) {
        return key.startsWith(PREFIX + TestNode.CLUSTER + "/backups/");
    }

    private static Optional<RemoteCopy> remote(Location location) {
        return switch (location) {
            case Location.Near _ -> Optional.empty();
            case Location.Remote remote -> Optional.of(remote.copy());
            case Location.Both both -> Optional.of(both.copy());
        };
    }
}
