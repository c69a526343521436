package io.spillway.cloud.api.fault;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicInteger;

import io.spillway.cloud.api.BytesSource;
import io.spillway.cloud.api.CloudContent;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudOperation;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.InMemoryUploadJournal;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.ReadRange;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cloud.api.TargetCapabilities.Versions;
import io.spillway.cloud.api.contract.CloudStoreContract;
import io.spillway.cloud.api.contract.ContractTarget;
import io.spillway.cloud.api.memory.InMemoryCloudStore;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class FaultyCloudStoreTest {
    private static final CloudKey KEY = new CloudKey("key");
    private static final CloudRef NEWEST = CloudRef.newest(KEY);

    private final CloudStore target = new InMemoryCloudStore(Versions.NONE,
            EnumSet.allOf(PutCondition.Kind.class), InstantSource.system());

    /** Without rules it is the target. */
    @Nested
    final class WithoutRules implements CloudStoreContract {
        private final CloudStore store = new FaultyCloudStore(target);

        @Override
        public CloudStore store() {
            return store;
        }
    }

    private static StoredObject put(CloudStore store, byte... bytes) throws Exception {
        return store.put(KEY, new BytesSource(bytes), PutCondition.ALWAYS, new InMemoryUploadJournal());
    }

    private static byte[] read(CloudStore store, int length) throws CloudException {
        try (CloudContent content = store.open(NEWEST, ReadRange.WHOLE)) {
            return ContractTarget.rest(content, length);
        }
    }

    @Test
    void onlyTheNthCallFails() throws Exception {
        FaultyCloudStore store = new FaultyCloudStore(target,
                FaultRule.onCall(2, CloudOperation.STAT, Fault.denied()));
        put(store, (byte) 1);
        store.stat(NEWEST);
        assertThatThrownBy(() -> store.stat(NEWEST)).isInstanceOf(CloudException.AccessDenied.class);
        store.stat(NEWEST);
        assertThat(store.calls(CloudOperation.STAT)).isEqualTo(3);
    }

    @Test
    void aLostRequestHasNoEffectAndALostAnswerHasOne() throws Exception {
        CloudStore store = new FaultyCloudStore(target, FaultRule.onCall(1, CloudOperation.PUT, Fault.lostRequest()),
                FaultRule.onCall(2, CloudOperation.PUT, Fault.lostAnswer()));
        assertThatThrownBy(() -> put(store, (byte) 1)).isInstanceOf(CloudException.OutcomeUnknown.class);
        assertThatThrownBy(() -> store.stat(NEWEST)).isInstanceOf(CloudException.NotFound.class);
        assertThatThrownBy(() -> put(store, (byte) 2)).isInstanceOf(CloudException.OutcomeUnknown.class);
        assertThat(read(store, 1)).containsExactly(2);
    }

    @Test
    void aCutBodyIsAnErrorAndAShortOneEndsEarly() throws Exception {
        put(target, new byte[100]);
        CloudStore cut = new FaultyCloudStore(target,
                FaultRule.onEvery(CloudOperation.OPEN, new Fault.CutBody(40)));
        CloudStore shorter = new FaultyCloudStore(target,
                FaultRule.onEvery(CloudOperation.OPEN, new Fault.ShortBody(40)));
        assertThatThrownBy(() -> read(cut, 100)).isInstanceOf(CloudException.Unavailable.class)
                .hasMessageContaining("40");
        assertThat(read(shorter, 40)).hasSize(40);
    }

    @Test
    void aWrongByteIsReadOrStored() throws Exception {
        StoredObject right = put(target, (byte) 1, (byte) 2, (byte) 3);
        CloudStore lying = new FaultyCloudStore(target,
                FaultRule.onEvery(CloudOperation.OPEN, new Fault.WrongByte(1)));
        assertThat(read(lying, 3)).containsExactly(1, ~2, 3);
        CloudStore damaging = new FaultyCloudStore(target,
                FaultRule.onEvery(CloudOperation.PUT, new Fault.WrongByte(2)));
        StoredObject wrong = put(damaging, (byte) 1, (byte) 2, (byte) 3);
        assertThat(read(target, 3)).containsExactly(1, 2, ~3);
        assertThat(wrong.evidence()).isPresent().isNotEqualTo(right.evidence());
    }

    @Test
    void wrongEvidenceIsAnotherDigest() throws Exception {
        StoredObject stored = put(target, (byte) 1);
        CloudStore lying = new FaultyCloudStore(target,
                FaultRule.onEvery(CloudOperation.STAT, new Fault.WrongEvidence()));
        assertThat(lying.stat(NEWEST).provesSameAs(stored)).isFalse();
        assertThat(target.stat(NEWEST).provesSameAs(stored)).isTrue();
    }

    @Test
    void faultsComposeOnOneCallAndByNesting() throws Exception {
        AtomicInteger pauses = new AtomicInteger();
        put(target, (byte) 1, (byte) 2);
        CloudStore slow = new FaultyCloudStore(target,
                FaultRule.onEvery(CloudOperation.OPEN, new Fault.Slow(pauses::incrementAndGet)),
                FaultRule.onEvery(CloudOperation.OPEN, new Fault.WrongByte(0)));
        CloudStore nested = new FaultyCloudStore(slow, FaultRule.onCall(2, CloudOperation.OPEN,
                Fault.unavailable(Duration.ofSeconds(9))));
        try (CloudContent content = nested.open(NEWEST, ReadRange.WHOLE)) {
            ByteBuffer bytes = ByteBuffer.allocate(2);
            assertThat(content.read(bytes)).isEqualTo(2);
            assertThat(bytes.array()).containsExactly(~1, 2);
        }
        assertThat(pauses).hasValue(2);
        assertThatThrownBy(() -> nested.open(NEWEST, ReadRange.WHOLE))
                .isInstanceOfSatisfying(CloudException.Unavailable.class,
                        e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(9)));
        assertThat(pauses).hasValue(2);
    }
}
