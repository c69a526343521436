package io.spillway.cluster.placement;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.name.VolumeId;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.chunk.ChunkVolume;
import io.spillway.cluster.chunk.VolumeStatus;
import io.spillway.cluster.conscience.Conscience;
import io.spillway.cluster.conscience.StatusOnlyVolume;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PlacementTest {
    private static final DataSecurity TWO = new DataSecurity.Copies(2);

    private final StatusOnlyVolume empty = new StatusOnlyVolume(100, 90);
    private final StatusOnlyVolume fuller = new StatusOnlyVolume(100, 30);
    private final StatusOnlyVolume full = new StatusOnlyVolume(100, 0);

    private static Placement over(StatusOnlyVolume... volumes) {
        return new Placement(new Conscience(List.of(volumes), InstantSource.fixed(Instant.EPOCH)), new Random(1));
    }

    @Test
    void copiesGoToDistinctVolumes() throws Exception {
        for (int i = 0; i < 50; i++) {
            assertThat(over(empty, fuller).place(TWO, Set.of())).containsExactlyInAnyOrder(empty, fuller);
        }
    }

    @Test
    void theScoreSaysHowOftenAVolumeIsChosen() throws Exception {
        Placement placement = over(empty, fuller, full);
        Map<VolumeId, Integer> chosen = new HashMap<>();
        for (int i = 0; i < 1200; i++) {
            for (ChunkVolume volume : placement.place(new DataSecurity.Copies(1), Set.of())) {
                chosen.merge(volume.id(), 1, Integer::sum);
            }
        }
        assertThat(chosen).doesNotContainKey(full.id());
        assertThat(chosen.get(empty.id())).as("90 of 120").isBetween(800, 1000);
    }

    @Test
    void tooFewVolumesThatTakeWritesIsInsufficientStorage() {
        assertThatThrownBy(() -> over(empty, full).place(TWO, Set.of()))
                .isInstanceOf(ObjectStoreException.InsufficientStorage.class).hasMessageContaining("copies(2)");
        assertThatThrownBy(() -> over(empty, fuller).place(TWO, Set.of(empty.id())))
                .isInstanceOf(ObjectStoreException.InsufficientStorage.class);
    }

    @Test
    void aFencedVolumeIsNotChosen() {
        empty.become(new VolumeStatus.State.Fenced("test"));
        assertThatThrownBy(() -> over(empty).place(new DataSecurity.Copies(1), Set.of()))
                .isInstanceOf(ObjectStoreException.InsufficientStorage.class);
    }

    @Test
    void thePolicyIsTheRequestsElseTheContainersElseTheNamespaces() throws Exception {
        StoragePolicyName single = new StoragePolicyName("single");
        StoragePolicyName two = new StoragePolicyName("two-copies");
        StoragePolicies policies = new StoragePolicies(Map.of(single, new DataSecurity.Copies(1), two, TWO), single);
        assertThat(policies.choose(Optional.of(two), Optional.of(single))).isEqualTo(two);
        assertThat(policies.choose(Optional.empty(), Optional.of(two))).isEqualTo(two);
        assertThat(policies.choose(Optional.empty(), Optional.empty())).isEqualTo(single);
        assertThatThrownBy(() -> policies.choose(Optional.of(new StoragePolicyName("gold")), Optional.empty()))
                .isInstanceOf(ObjectStoreException.UnknownStoragePolicy.class).hasMessageContaining("gold")
                .hasMessageContaining("two-copies");
    }

    @Test
    void aNamespacePolicyThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> new StoragePolicies(Map.of(), new StoragePolicyName("single")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("single");
        assertThatThrownBy(() -> new DataSecurity.Copies(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
