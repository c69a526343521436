package io.spillway.system.cloud;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudSource;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cloud.api.UploadId;
import io.spillway.cloud.api.contract.PatternSource;
import io.spillway.cloud.b2.B2Settings;
import io.spillway.system.appliance.Poll;
import io.spillway.system.b2.B2Fault;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The same of an upload in parts: its beginning, its parts, its finish. */
final class B2LargeUploadFaultsIT extends B2FaultScenario {
    private static final String PART = "b2_upload_part";
    private static final String FINISH = "b2_finish_large_file";
    private static final long PARTS = 3;

    private final PatternSource large = new PatternSource(PARTS * PART_BYTES - 1234, 1);

    private StoredObject putLarge(CloudSource source) throws CloudException, IOException {
        return store.put(KEY, source, PutCondition.ALWAYS, journal);
    }

    @Test
    void tokensThatExpireInTheMiddleOfALargeUploadCostOneCallEach() throws Exception {
        simulator.addFault(B2Fault.on(PART).afterTheFirst(1).expiresToken());
        simulator.addFault(B2Fault.on(FINISH).expiresToken());

        StoredObject stored = putLarge(large);

        assertThat(store.stat(stored.ref().ref()).provesSameAs(stored)).isTrue();
        assertThat(actions()).containsExactly("upload");
        assertThat(calls(PART)).isEqualTo(PARTS + 1);
        assertThat(calls(FINISH)).isEqualTo(2);
    }

    @Test
    void aPartThatFindsNoRoomIsSentOverAnotherUrl() throws Exception {
        simulator.addFault(B2Fault.on(PART).times(2).answers(503, "service_unavailable"));

        StoredObject stored = putLarge(large);

        assertThat(store.stat(stored.ref().ref()).provesSameAs(stored)).isTrue();
        assertThat(calls(PART)).isEqualTo(PARTS + 2);
        assertThat(calls("b2_get_upload_part_url")).isEqualTo(2 + 2);
    }

    @Test
    void partsThatAreThereAreNotSentAgainWhenTheServiceIsBack() throws Exception {
        int busy = simulator.addFault(
                B2Fault.on(PART).afterTheFirst(1).everyTime().answers(503, "service_unavailable"));
        assertThatExceptionOfType(CloudException.Unavailable.class).isThrownBy(() -> putLarge(large))
                .withMessageContaining("503");
        assertThat(simulator.timesMet(busy)).isPositive();
        UploadId begun = journal.find().orElseThrow();
        simulator.clearFaults();
        simulator.resetStatistics();

        StoredObject stored = putLarge(large);

        assertThat(stored.version()).contains(begun.id());
        assertThat(calls(PART)).isEqualTo(PARTS - 1);
        assertThat(calls("b2_start_large_file")).isZero();
        assertThat(actions()).containsExactly("upload");
    }

    @Test
    void aFinishWhoseAnswerIsLostIsLookedUp() throws Exception {
        simulator.addFault(B2Fault.on(FINISH).dropsAfter());
        StoredObject stored = putLarge(large);
        assertThat(store.stat(stored.ref().ref()).provesSameAs(stored)).isTrue();
        assertThat(actions()).containsExactly("upload");
        assertThat(journal.find()).isEmpty();
    }

    @Test
    void aFinishThatWorkedIsFoundWhateverItsRepetitionsMeet() throws Exception {
        simulator.addFault(B2Fault.on(FINISH).dropsAfter());
        simulator.addFault(B2Fault.on(FINISH).times(2).answers(503, "service_unavailable"));
        StoredObject stored = putLarge(large);
        assertThat(store.stat(stored.ref().ref()).provesSameAs(stored)).isTrue();
        assertThat(actions()).containsExactly("upload");
    }

    @Test
    void aFinishThatWorkedUnseenIsTakenByTheNextPut() throws Exception {
        simulator.addFault(B2Fault.on(FINISH).dropsAfter());
        simulator.addFault(B2Fault.on("b2_get_file_info").everyTime().answers(503, "service_unavailable"));
        assertThatThrownBy(() -> putLarge(large)).isInstanceOf(CloudException.OutcomeUnknown.class);
        simulator.clearFaults();
        simulator.resetStatistics();

        StoredObject stored = putLarge(large);

        assertThat(store.stat(stored.ref().ref()).provesSameAs(stored)).isTrue();
        assertThat(actions()).containsExactly("upload");
        assertThat(calls(PART)).isZero();
    }

    @Test
    void aFinishThatNeverArrivesLeavesTheUploadAndTheNextPutFinishesIt() throws Exception {
        simulator.addFault(B2Fault.on(FINISH).everyTime().dropsBefore());
        assertThatThrownBy(() -> putLarge(large)).isInstanceOf(CloudException.OutcomeUnknown.class);
        assertThat(actions()).containsExactly("start");
        simulator.clearFaults();
        simulator.resetStatistics();
        StoredObject stored = putLarge(large);
        assertThat(store.stat(stored.ref().ref()).provesSameAs(stored)).isTrue();
        assertThat(calls(PART)).isZero();
    }

    @Test
    void aBeginningWhoseAnswerIsLostIsListedSoThatItCanBeCancelled() throws Exception {
        simulator.addFault(B2Fault.on("b2_start_large_file").dropsAfter());
        assertThatThrownBy(() -> putLarge(large)).isInstanceOf(CloudException.Unavailable.class);
        UploadId left = store.uploads("", ListCursor.START, 10).uploads().getFirst().upload();
        store.cancel(left);
        assertThat(actions()).isEmpty();
        assertThat(calls("b2_start_large_file")).isEqualTo(1);
    }

    @Test
    void anUploadThatSomebodyCancelsBeginsAnew() throws Exception {
        simulator.addFault(B2Fault.on(PART).afterTheFirst(1).everyTime().answers(503, "service_unavailable"));
        assertThatThrownBy(() -> putLarge(large)).isInstanceOf(CloudException.Unavailable.class);
        simulator.clearFaults();
        buckets.client().cancelLargeFile(journal.find().orElseThrow().id());

        StoredObject stored = putLarge(large);

        assertThat(store.stat(stored.ref().ref()).provesSameAs(stored)).isTrue();
        assertThat(journal.recorded()).hasSize(2);
        assertThat(actions()).containsExactly("upload");
    }

    /** As when the appliance ends: it does not wait for what the service takes its time for. */
    @Test
    void aPutThatIsInterruptedEndsAndKeepsTheInterrupt() throws Exception {
        B2Settings patient = new B2Settings(2,
                new B2Settings.Limits(Duration.ofSeconds(1), Duration.ofMinutes(5), 1, Duration.ofSeconds(1), 32));
        int slow = simulator.addFault(B2Fault.on(PART).everyTime().delays(Duration.ofMinutes(5)));
        AtomicBoolean keptInterrupt = new AtomicBoolean();
        try (CloudStore waiting = buckets.store(bucket, buckets.master(), patient)) {
            Thread put = Thread.ofVirtual().start(() -> {
                try {
                    waiting.put(KEY, large, PutCondition.ALWAYS, journal);
                } catch (CloudException.Unavailable _) {
                    keptInterrupt.set(Thread.currentThread().isInterrupted());
                } catch (CloudException | IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            Poll.awaitThat("both parts on their way", Duration.ofSeconds(30), () -> met(slow) == 2);
            put.interrupt();
            put.join(Duration.ofMinutes(1));
            assertThat(put.isAlive()).isFalse();
        }
        assertThat(keptInterrupt).isTrue();
    }
}
