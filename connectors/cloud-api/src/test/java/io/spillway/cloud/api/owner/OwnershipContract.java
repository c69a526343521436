package io.spillway.cloud.api.owner;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.contract.ContractTarget;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Ownership, on any target that can be owned. */
public interface OwnershipContract extends ContractTarget {
    UUID OURS = UUID.fromString("11111111-1111-4111-8111-111111111111");
    UUID THEIRS = UUID.fromString("22222222-2222-4222-8222-222222222222");

    private TargetOwnership ownership() throws CloudException {
        return TargetOwnership.of(store());
    }

    @Test
    default void aFreeTargetIsClaimedAndStaysClaimed() throws Exception {
        assertThat(ownership().owner()).isEmpty();
        Owner owner = ownership().claim(OURS);
        assertThat(owner).isEqualTo(new Owner(OURS, 1));
        assertThat(ownership().claim(OURS)).isEqualTo(owner);
        ownership().confirm(owner);
    }

    @Test
    default void aSecondClusterIsRefusedAndToldWhoseTheTargetIs() throws Exception {
        Owner owner = ownership().claim(OURS);
        assertThatThrownBy(() -> ownership().claim(THEIRS)).isInstanceOf(CloudException.Refused.class)
                .hasMessageContaining(OURS.toString()).hasMessageContaining("take it over");
        ownership().confirm(owner);
    }

    @Test
    default void aTakeOverRaisesTheEpochAndFencesTheFormerOwner() throws Exception {
        Owner former = ownership().claim(OURS);
        Owner owner = ownership().takeOver(THEIRS);
        assertThat(owner).isEqualTo(new Owner(THEIRS, 2));
        ownership().confirm(owner);
        assertThatThrownBy(() -> ownership().confirm(former)).isInstanceOf(CloudException.Refused.class)
                .hasMessageContaining("epoch 2");
        assertThatThrownBy(() -> ownership().claim(OURS)).isInstanceOf(CloudException.Refused.class);
        assertThat(ownership().takeOver(OURS)).isEqualTo(new Owner(OURS, 3));
    }

    @Test
    default void anotherClustersMarkerIsNoProofForUs() throws Exception {
        ownership().claim(THEIRS);
        assertThatThrownBy(() -> ownership().confirm(new Owner(OURS, 1))).isInstanceOf(CloudException.Refused.class)
                .hasMessageContaining(THEIRS.toString());
    }

    @Test
    default void aHigherEpochOfTheSameClusterFencesToo() throws Exception {
        Owner former = ownership().claim(OURS);
        ownership().takeOver(OURS);
        assertThatThrownBy(() -> ownership().confirm(former)).isInstanceOf(CloudException.Refused.class)
                .hasMessageContaining("epoch 2");
    }

    @Test
    default void aMarkerThatWasRemovedAfterTheClaimIsNoProof() throws Exception {
        Owner owner = ownership().claim(OURS);
        store().delete(List.of(store().stat(CloudRef.newest(TargetOwnership.MARKER)).ref()));
        assertThatThrownBy(() -> ownership().confirm(owner)).isInstanceOf(CloudException.Refused.class)
                .hasMessageContaining("gone");
    }

    @Test
    default void aTargetWhoseMarkerIsGoneIsNotUsed() throws Exception {
        assertThatThrownBy(() -> ownership().confirm(new Owner(OURS, 1))).isInstanceOf(CloudException.Refused.class)
                .hasMessageContaining("gone");
    }

    @Test
    default void aMarkerOfANewerFormatIsRefused() throws Exception {
        put(TargetOwnership.MARKER.value(), "spillway-target-owner 2\nsomething\nelse\n".getBytes(UTF_8));
        assertThatThrownBy(() -> ownership().claim(OURS)).isInstanceOf(CloudException.Refused.class)
                .hasMessageContaining("newer").hasMessageContaining(TargetOwnership.MARKER.value());
    }

    @Test
    default void ofClustersThatClaimAtOnceOneGetsTheTarget() throws Exception {
        CyclicBarrier start = new CyclicBarrier(3);
        List<Callable<Integer>> rivals = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            UUID cluster = new UUID(i, i);
            rivals.add(() -> {
                start.await();
                try {
                    return ownership().claim(cluster).cluster().equals(cluster) ? 1 : 100;
                } catch (CloudException.Refused _) {
                    return 0;
                }
            });
        }
        int owners = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> rival : threads.invokeAll(rivals)) {
                owners += rival.get();
            }
        }
        assertThat(owners).isEqualTo(1);
        assertThat(ownership().owner()).isPresent();
    }
}
