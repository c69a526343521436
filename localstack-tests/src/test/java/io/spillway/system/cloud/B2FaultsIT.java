package io.spillway.system.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import io.spillway.cloud.api.BytesSource;
import io.spillway.cloud.api.CloudContent;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.CloudSource;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.ExactRef;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.ReadRange;
import io.spillway.cloud.api.Removal;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cloud.api.UploadId;
import io.spillway.cloud.api.contract.ContractTarget;
import io.spillway.cloud.api.contract.CountingJournal;
import io.spillway.cloud.api.contract.PatternSource;
import io.spillway.cloud.b2.B2Settings;
import io.spillway.system.appliance.Poll;
import io.spillway.system.b2.B2Fault;
import io.spillway.system.b2.B2Simulator;
import io.spillway.system.b2.B2Simulator.Tokens;
import io.spillway.system.b2.B2Statistics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What becomes of a call when the service, or the way to it, fails at that call. */
final class B2FaultsIT implements ContractTarget {
    private static final CloudKey KEY = new CloudKey("key");
    private static final String UPLOAD = "b2_upload_file";
    private static final String PART = "b2_upload_part";
    private static final String FINISH = "b2_finish_large_file";
    private static final String BY_ID = "b2_download_file_by_id";
    private static final String BY_NAME = "b2_download_file_by_name";
    private static final int PART_BYTES = 5_000_000;
    private static final long PARTS = 3;
    /** Two seconds at most from the first attempt to the last one. */
    private static final B2Settings SETTINGS = new B2Settings(2,
            new B2Settings.Limits(Duration.ofSeconds(1), Duration.ofSeconds(2), 3, Duration.ofSeconds(2), 32));

    private final PatternSource large = new PatternSource(PARTS * PART_BYTES - 1234, 1);
    private final CountingJournal journal = new CountingJournal();
    private static B2Simulator simulator;
    private B2Buckets buckets;
    private String bucket;
    private CloudStore store;

    /** One of its own, since what is counted has to be of these tests alone. */
    @BeforeAll
    static void startTheSimulator() throws Exception {
        simulator = B2Simulator.start(PART_BYTES);
    }

    @AfterAll
    static void endTheSimulator() throws Exception {
        simulator.close();
    }

    @BeforeEach
    void makeABucket() throws Exception {
        buckets = B2Buckets.on(simulator);
        bucket = buckets.make();
        store = buckets.store(bucket, buckets.master(), SETTINGS);
        simulator.clearFaults();
        simulator.resetStatistics();
    }

    @AfterEach
    void close() throws Exception {
        simulator.clearFaults();
        store.close();
        buckets.close();
        assertThat(simulator.statistics().sharedUploadUrls()).isZero();
    }

    @Override
    public CloudStore store() {
        return store;
    }

    private StoredObject putSmall() throws Exception {
        return put(KEY.value(), new byte[1000]);
    }

    private StoredObject putLarge(CloudSource source) throws CloudException, IOException {
        return store.put(KEY, source, PutCondition.ALWAYS, journal);
    }

    private long calls(String name) throws IOException {
        return simulator.statistics().calls(name).all();
    }

    private List<String> actions() throws Exception {
        return buckets.versions(bucket).stream().map(version -> version.getAction()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACCOUNT", "UPLOAD", "ALL"})
    void tokensThatExpireAreRenewedByWhateverMeetsThem(Tokens tokens) throws Exception {
        StoredObject first = putSmall();
        simulator.expireTokens(tokens);
        StoredObject second = putSmall();
        simulator.expireTokens(tokens);
        assertThat(store.stat(CloudRef.newest(KEY)).provesSameAs(second)).isTrue();
        simulator.expireTokens(tokens);
        assertThat(read(first.ref().ref())).hasSize(1000);
        simulator.expireTokens(tokens);
        assertThat(read(CloudRef.newest(KEY))).hasSize(1000);
        simulator.expireTokens(tokens);
        assertThat(listAll("", 10)).hasSize(2);
        simulator.expireTokens(tokens);
        assertThat(store.delete(List.of(first.ref(), second.ref()))).hasOnlyElementsOfType(Removal.Gone.class);
        assertThat(actions()).isEmpty();
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
    void anUploadUrlThatIsRefusedIsThrownAway() throws Exception {
        putSmall();
        simulator.addFault(B2Fault.on(UPLOAD).answers(401, "bad_auth_token"));

        putSmall();

        assertThat(actions()).containsExactly("upload", "upload");
        assertThat(calls("b2_get_upload_url")).isEqualTo(2);
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

    /** The first upload's outcome is unknown; what it left is exactly one file, found by its name. */
    @Test
    void aFileWhoseAnswerIsLostStandsOnce() throws Exception {
        simulator.addFault(B2Fault.on(UPLOAD).dropsAfter());

        assertThatThrownBy(this::putSmall).isInstanceOf(CloudException.OutcomeUnknown.class);

        assertThat(actions()).containsExactly("upload");
        assertThat(store.stat(CloudRef.newest(KEY)).length()).isEqualTo(1000);
        assertThat(calls(UPLOAD)).isEqualTo(1);
    }

    @Test
    void aFileThatIsCutOffOnItsWayIsNowhere() throws Exception {
        for (B2Fault fault : List.of(B2Fault.on(UPLOAD).dropsBefore(), B2Fault.on(UPLOAD).dropsInTheMiddle(),
                B2Fault.on(UPLOAD).answers(500, "internal_error"))) {
            simulator.clearFaults();
            simulator.addFault(fault);
            assertThatThrownBy(this::putSmall).as("%s", fault).isInstanceOf(CloudException.OutcomeUnknown.class);
        }
        assertThat(actions()).isEmpty();
        assertThat(calls(UPLOAD)).isEqualTo(3);
    }

    /** Until its body is asked for nothing of the file has been sent. */
    @Test
    void aFailureBeforeTheUploadIsNoUnknownOutcome() throws Exception {
        simulator.addFault(B2Fault.on("b2_get_upload_url").dropsBefore());
        assertThatThrownBy(this::putSmall).isInstanceOf(CloudException.Unavailable.class);
        assertThat(calls(UPLOAD)).isZero();
    }

    @Test
    void aServiceThatAsksForAWhileGetsItAndOneThatAsksForLongIsLeftAlone() throws Exception {
        simulator.addFault(B2Fault.on(UPLOAD).answers(429, "too_many_requests", Duration.ofSeconds(1)));
        putSmall();
        simulator.addFault(B2Fault.on(UPLOAD).answers(503, "service_unavailable", Duration.ofMinutes(2)));
        assertThatExceptionOfType(CloudException.Unavailable.class).isThrownBy(this::putSmall)
                .satisfies(away -> assertThat(away.retryAfter()).isEqualTo(Duration.ofMinutes(2)));
        assertThat(calls(UPLOAD)).isEqualTo(3);
    }

    @Test
    void silenceEndsACall() throws Exception {
        B2Settings impatient = new B2Settings(2,
                new B2Settings.Limits(Duration.ofSeconds(1), Duration.ofSeconds(1), 1, Duration.ofSeconds(1), 32));
        StoredObject stored = putSmall();
        for (String call : List.of(UPLOAD, "b2_list_file_versions", BY_ID, "b2_get_file_info")) {
            simulator.addFault(B2Fault.on(call).delays(Duration.ofSeconds(20)));
        }
        try (CloudStore waiting = buckets.store(bucket, buckets.master(), impatient)) {
            assertThatThrownBy(() -> waiting.put(KEY, new BytesSource(new byte[10]), PutCondition.ALWAYS, journal))
                    .isInstanceOf(CloudException.OutcomeUnknown.class).hasMessageContaining("no answer");
            assertThatThrownBy(() -> waiting.list("", ListCursor.START, 10))
                    .isInstanceOf(CloudException.Unavailable.class);
            assertThatThrownBy(() -> waiting.open(stored.ref().ref(), ReadRange.WHOLE))
                    .isInstanceOf(CloudException.Unavailable.class);
            assertThatThrownBy(() -> waiting.stat(stored.ref().ref())).isInstanceOf(CloudException.Unavailable.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"b2_get_upload_url", UPLOAD})
    void aCapThatIsReachedRefusesWithTheReason(String call) throws Exception {
        simulator.addFault(B2Fault.on(call).answers(403, "storage_cap_exceeded"));
        assertThatExceptionOfType(CloudException.Refused.class).isThrownBy(this::putSmall)
                .satisfies(refused -> assertThat(refused.reason()).contains("storage_cap_exceeded", "Caps & Alerts"));
        assertThat(actions()).isEmpty();
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

    private static long met(int fault) {
        try {
            return simulator.timesMet(fault);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aReadThatIsCutOffSaysSoAndIsGoneOnWith() throws Exception {
        byte[] bytes = large.bytes(0, 3_000_000);
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
        StoredObject stored = put(KEY.value(), large.bytes(0, 3_000_000));
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

    @Test
    void uploadsAtOnceTakeAnUploadUrlEachAndNoMore() throws Exception {
        int atOnce = 8;
        List<Callable<StoredObject>> puts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String key = "many/" + i;
            puts.add(() -> put(key, new byte[1000]));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
            for (Future<StoredObject> stored : threads.invokeAll(puts)) {
                assertThat(stored.get().length()).isEqualTo(1000);
            }
        }
        B2Statistics statistics = simulator.statistics();
        assertThat(statistics.mostUploadsAtOnce()).isBetween(2, atOnce);
        assertThat(statistics.sharedUploadUrls()).isZero();
        assertThat(statistics.calls("b2_get_upload_url").all()).isLessThanOrEqualTo(atOnce);
        assertThat(statistics.calls(UPLOAD).all()).isEqualTo(100);
        assertThat(statistics.calls("b2_authorize_account").all() + statistics.calls("b2_list_buckets").all())
                .as("asked once, by the first of them").isLessThanOrEqualTo(1 + atOnce);
    }
}
