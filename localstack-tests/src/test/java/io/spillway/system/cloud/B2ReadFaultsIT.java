package io.spillway.system.cloud;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import io.spillway.cloud.api.CloudContent;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.ExactRef;
import io.spillway.cloud.api.ReadRange;
import io.spillway.cloud.api.Removal;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cloud.api.UploadId;
import io.spillway.cloud.api.contract.ContractTarget;
import io.spillway.cloud.api.contract.PatternSource;
import io.spillway.system.appliance.Poll;
import io.spillway.system.b2.B2Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What becomes of reads, questions and removals when the service, or the way to them, fails at them. */
final class B2ReadFaultsIT extends B2FaultScenario {
    private static final int BYTES = 3_000_000;

    private final PatternSource source = new PatternSource(BYTES, 1);

    @Test
    void aReadThatIsCutOffSaysSoAndIsGoneOnWith() throws Exception {
        byte[] bytes = source.bytes(0, BYTES);
        StoredObject stored = put(KEY.value(), bytes);
        simulator.addFault(B2Fault.on(BY_ID).dropsInTheMiddle());
        ByteBuffer read = ByteBuffer.allocate(bytes.length);
        try (CloudContent content = store.open(stored.ref().ref(), ReadRange.WHOLE)) {
            assertThatThrownBy(() -> ContractTarget.rest(content, bytes.length))
                    .isInstanceOf(CloudException.Unavailable.class).hasMessageContaining("bytes before the end");
        }
        assertThat(calls(BY_ID)).as("no retry behind a reader").isEqualTo(1);
        read.put(read(stored.ref().ref(), ReadRange.of(0, 1_000_000)));
        read.put(read(stored.ref().ref(), ReadRange.of(1_000_000, 2_000_000)));
        assertThat(read.array()).isEqualTo(bytes);
    }

    /** By the SDK's policy alone: nothing below it repeats a call of its own. */
    @Test
    void whatNeverAnswersIsAskedAsOftenAsTheLimitsSay() throws Exception {
        StoredObject stored = putSmall();
        for (B2Fault fault : List.of(B2Fault.on(BY_ID).everyTime().answers(503, "service_unavailable"),
                B2Fault.on(BY_ID).everyTime().dropsBefore(), B2Fault.on("b2_get_file_info").everyTime().dropsBefore(),
                B2Fault.on(BY_NAME).everyTime().dropsBefore())) {
            int rule = simulator.addFault(fault);
            assertThatThrownBy(() -> {
                store.stat(stored.ref().ref());
                read(stored.ref().ref());
                store.stat(CloudRef.newest(KEY));
            }).isInstanceOf(CloudException.Unavailable.class);
            assertThat(simulator.timesMet(rule)).as("%s", fault).isEqualTo(SETTINGS.limits().attempts());
            simulator.clearFaults();
        }
    }

    @Test
    void aReaderThatLeavesCostsNoSecondRequest() throws Exception {
        StoredObject stored = put(KEY.value(), source.bytes(0, BYTES));
        for (int i = 0; i < 5; i++) {
            CloudContent content = store.open(stored.ref().ref(), ReadRange.WHOLE);
            content.read(ByteBuffer.allocate(10));
            content.close();
        }
        read(stored.ref().ref(), ReadRange.of(0, 1));
        assertThat(calls(BY_ID)).isEqualTo(6);
    }

    @Test
    void anAnswerThatIsTooShortIsCorrupt() throws Exception {
        StoredObject stored = putSmall();
        simulator.addFault(B2Fault.on(BY_ID).shortens());
        assertThatThrownBy(() -> read(stored.ref().ref(), ReadRange.of(0, 500)))
                .isInstanceOf(CloudException.Corrupt.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {BY_ID, BY_NAME, "b2_list_file_versions", "b2_get_file_info", "b2_delete_file_version"})
    void whatCanBeAskedAgainIsAskedAgain(String call) throws Exception {
        StoredObject stored = putSmall();
        int rule = simulator.addFault(B2Fault.on(call).dropsBefore());
        read(stored.ref().ref());
        read(CloudRef.newest(KEY));
        listAll("", 10);
        store.stat(stored.ref().ref());
        StoredObject other = put("other", new byte[1]);
        assertThat(store.delete(List.of(other.ref()))).containsExactly(new Removal.Gone(other.ref()));
        assertThat(simulator.timesMet(rule)).isEqualTo(1);
    }

    @Test
    void aRemovalWhoseAnswerIsLostIsOne() throws Exception {
        StoredObject stored = putSmall();
        simulator.addFault(B2Fault.on("b2_delete_file_version").dropsAfter());
        assertThat(store.delete(List.of(stored.ref()))).containsExactly(new Removal.Gone(stored.ref()));
        assertThat(actions()).isEmpty();
    }

    /** Of something between us and the service, which knows nothing of files. */
    @Test
    void aRemovalIsBelievedOfTheServiceAlone() throws Exception {
        StoredObject stored = putSmall();
        for (B2Fault fault : List.of(B2Fault.on("b2_delete_file_version").answers(404, "page_not_found"),
                B2Fault.on("b2_delete_file_version").answers(404, "not_found"),
                B2Fault.on("b2_delete_file_version").answers(400, "bad_request"))) {
            simulator.addFault(fault);
            assertThat(store.delete(List.of(stored.ref()))).as("%s", fault).hasOnlyElementsOfType(Removal.Failed.class);
        }
        assertThat(actions()).containsExactly("upload");
        assertThatThrownBy(() -> {
            simulator.addFault(B2Fault.on("b2_cancel_large_file").answers(404, "page_not_found"));
            store.cancel(new UploadId(KEY, stored.etag()));
        }).isInstanceOf(CloudException.Refused.class);
    }

    @Test
    void aKeyThatMayNotRemoveIsNotAskedToOftenerThanAtOnce() throws Exception {
        List<ExactRef> refs = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            refs.add(put("many/" + i, new byte[1]).ref());
        }
        simulator.addFault(B2Fault.on("b2_delete_file_version").everyTime().answers(401, "unauthorized"));
        assertThat(store.delete(refs)).hasSize(40).hasOnlyElementsOfType(Removal.Failed.class);
        assertThat(calls("b2_delete_file_version")).isLessThanOrEqualTo(8);
    }

    @Test
    void removalsThatAreInterruptedSaySo() throws Exception {
        List<ExactRef> refs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            refs.add(put("many/" + i, new byte[1]).ref());
        }
        int slow = simulator.addFault(
                B2Fault.on("b2_delete_file_version").everyTime().delays(Duration.ofMinutes(5)));
        AtomicReference<List<Removal>> removals = new AtomicReference<>(List.of());
        AtomicBoolean keptInterrupt = new AtomicBoolean();
        Thread remover = Thread.ofVirtual().start(() -> {
            try {
                removals.set(store.delete(refs));
                keptInterrupt.set(Thread.currentThread().isInterrupted());
            } catch (CloudException e) {
                throw new IllegalStateException(e);
            }
        });
        Poll.awaitThat("removals on their way", Duration.ofSeconds(30), () -> met(slow) == 8);
        remover.interrupt();
        remover.join(Duration.ofMinutes(1));
        assertThat(remover.isAlive()).isFalse();
        assertThat(removals.get()).hasSize(20).hasOnlyElementsOfType(Removal.Failed.class);
        assertThat(keptInterrupt).isTrue();
    }
}
