package io.spillway.system.cloud;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.spillway.cloud.api.BytesSource;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.ReadRange;
import io.spillway.cloud.api.Removal;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cloud.b2.B2Settings;
import io.spillway.system.b2.B2Fault;
import io.spillway.system.b2.B2Simulator.Tokens;
import io.spillway.system.b2.B2Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What becomes of an upload of a whole file when the service, or the way to it, fails at it. */
final class B2UploadFaultsIT extends B2FaultScenario {
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
    void anUploadUrlThatIsRefusedIsThrownAway() throws Exception {
        putSmall();
        simulator.addFault(B2Fault.on(UPLOAD).answers(401, "bad_auth_token"));

        putSmall();

        assertThat(actions()).containsExactly("upload", "upload");
        assertThat(calls("b2_get_upload_url")).isEqualTo(2);
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
