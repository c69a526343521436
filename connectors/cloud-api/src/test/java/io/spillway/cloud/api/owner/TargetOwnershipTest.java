package io.spillway.cloud.api.owner;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudOperation;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.MeteredCloudStore;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.TargetCapabilities.Versions;
import io.spillway.cloud.api.fault.Fault;
import io.spillway.cloud.api.fault.FaultRule;
import io.spillway.cloud.api.fault.FaultyCloudStore;
import io.spillway.cloud.api.memory.InMemoryCloudStore;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TargetOwnershipTest {
    private static final UUID CLUSTER = OwnershipContract.OURS;

    private static InMemoryCloudStore memory(Versions versions, Set<PutCondition.Kind> conditions) {
        return new InMemoryCloudStore(versions, conditions, InstantSource.system());
    }

    @Nested
    final class OnATargetWithConditions implements OwnershipContract {
        private final CloudStore store = memory(Versions.NONE, EnumSet.allOf(PutCondition.Kind.class));

        @Override
        public CloudStore store() {
            return store;
        }
    }

    @Nested
    final class OnATargetWithVersionsAlone implements OwnershipContract {
        private final CloudStore store = memory(Versions.KEPT, Set.of(PutCondition.Kind.ALWAYS));

        @Override
        public CloudStore store() {
            return store;
        }
    }

    @Test
    void aTargetWithNeitherCannotBeClaimed() {
        CloudStore store = memory(Versions.NONE, Set.of(PutCondition.Kind.ALWAYS));
        assertThatThrownBy(() -> TargetOwnership.of(store)).isInstanceOf(CloudException.Refused.class)
                .hasMessageContaining("enable versioning");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClaimWhoseAnswerIsLostIsLookedUp(boolean withConditions) throws Exception {
        CloudStore store = withConditions
                ? memory(Versions.NONE, EnumSet.allOf(PutCondition.Kind.class))
                : memory(Versions.KEPT, Set.of(PutCondition.Kind.ALWAYS));
        CloudStore losing = new FaultyCloudStore(store,
                FaultRule.onCall(1, CloudOperation.PUT, Fault.lostAnswer()));
        assertThat(TargetOwnership.of(losing).claim(CLUSTER)).isEqualTo(new Owner(CLUSTER, 1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClaimThatNeverArrivedStaysUnknown(boolean withConditions) throws Exception {
        CloudStore store = withConditions
                ? memory(Versions.NONE, EnumSet.allOf(PutCondition.Kind.class))
                : memory(Versions.KEPT, Set.of(PutCondition.Kind.ALWAYS));
        CloudStore losing = new FaultyCloudStore(store,
                FaultRule.onCall(1, CloudOperation.PUT, Fault.lostRequest()));
        TargetOwnership ownership = TargetOwnership.of(losing);
        assertThatThrownBy(() -> ownership.claim(CLUSTER)).isInstanceOf(CloudException.OutcomeUnknown.class);
        assertThat(ownership.owner()).isEmpty();
    }

    /** A rival claims the target after this cluster has found it free and before it writes. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClaimThatIsOvertakenIsRefused(boolean withConditions) throws Exception {
        CloudStore store = withConditions
                ? memory(Versions.NONE, EnumSet.allOf(PutCondition.Kind.class))
                : memory(Versions.KEPT, Set.of(PutCondition.Kind.ALWAYS));
        List<Owner> rivals = new ArrayList<>();
        CloudStore overtaken = new FaultyCloudStore(store, FaultRule.onCall(1, CloudOperation.PUT,
                new Fault.Slow(() -> rivals.add(claim(store, OwnershipContract.THEIRS)))));
        assertThatThrownBy(() -> TargetOwnership.of(overtaken).claim(CLUSTER))
                .isInstanceOf(CloudException.Refused.class)
                .hasMessageContaining(OwnershipContract.THEIRS.toString());
        assertThat(rivals).containsExactly(new Owner(OwnershipContract.THEIRS, 1));
        TargetOwnership.of(store).confirm(rivals.getFirst());
    }

    /** It is asked before every move, and a listing costs ten times a read on B2. */
    @Test
    void anOwnerThatStillIsOneIsConfirmedByOneRead() throws Exception {
        MeteredCloudStore store = new MeteredCloudStore(memory(Versions.KEPT, Set.of(PutCondition.Kind.ALWAYS)));
        TargetOwnership ownership = TargetOwnership.of(store);
        Owner owner = ownership.claim(CLUSTER);
        long listings = store.usage().of(CloudOperation.LIST).made();
        long reads = store.usage().of(CloudOperation.OPEN).made();

        ownership.confirm(owner);

        assertThat(store.usage().of(CloudOperation.LIST).made()).isEqualTo(listings);
        assertThat(store.usage().of(CloudOperation.OPEN).made()).isEqualTo(reads + 1);
    }

    private static Owner claim(CloudStore store, UUID cluster) {
        try {
            return TargetOwnership.of(store).claim(cluster);
        } catch (CloudException | IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "spillway-target-owner 1\n", "spillway-target-owner 1\ncluster x\nepoch 1\n",
            "spillway-target-owner 1\ncluster 11111111-1111-4111-8111-111111111111\nepoch 0\n",
            "spillway-target-owner 1\ncluster 11111111-1111-4111-8111-111111111111\nepoch 1\nmore\n"})
    void whatIsNoMarkerIsNotRead(String text) {
        assertThat(Owner.decode(text.getBytes(UTF_8))).isEmpty();
    }

    @Test
    void aMarkerIsReadAsItWasWritten() {
        Owner owner = new Owner(CLUSTER, 7);
        assertThat(Owner.decode(owner.encode())).contains(owner);
        assertThat(owner.encode()).asString(UTF_8).isEqualTo(
                "spillway-target-owner 1\ncluster 11111111-1111-4111-8111-111111111111\nepoch 7\n");
    }
}
