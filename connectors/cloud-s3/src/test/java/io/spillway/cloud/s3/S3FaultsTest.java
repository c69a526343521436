package io.spillway.cloud.s3;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.spillway.cloud.api.BytesSource;
import io.spillway.cloud.api.CloudContent;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.ExactRef;
import io.spillway.cloud.api.Generation;
import io.spillway.cloud.api.InMemoryUploadJournal;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.ReadRange;
import io.spillway.cloud.api.Removal;
import io.spillway.cloud.api.contract.ContractTarget;
import io.spillway.cloud.api.probe.ProbeReport;
import io.spillway.cloud.api.probe.ProbeStep;
import io.spillway.cloud.api.probe.TargetProbe;
import io.spillway.cloud.s3.ScriptedServer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

final class S3FaultsTest {
    private static final String SECRET = "wJalrXUtnFEMI-secret-of-the-test";
    private static final CloudKey KEY = new CloudKey("a/key");
    private static final BytesSource SOURCE = new BytesSource(new byte[10]);

    /** A call to the store, to be looked at for its error. */
    private interface Call {
        void make(CloudStore store) throws Exception;
    }

    private static final Call PUT = store -> store.put(KEY, SOURCE, PutCondition.IF_ABSENT,
            new InMemoryUploadJournal());
    private static final Call STAT = store -> store.stat(CloudRef.newest(KEY));
    private static final Call OPEN = store -> store.open(CloudRef.newest(KEY), ReadRange.WHOLE).close();

    private static CloudStore store(URI endpoint, int attempts) {
        S3Settings.Limits limits = new S3Settings.Limits(Duration.ofSeconds(2), Duration.ofSeconds(2),
                Duration.ofSeconds(5), Duration.ofSeconds(15), attempts, 4);
        S3Settings settings = new S3Settings("STANDARD", S3Settings.ConditionalWrites.SUPPORTED,
                new S3Settings.Parts(5L << 20, 5L << 20), limits);
        return new S3CloudStore(new S3Target("bucket", "eu-central-1", Optional.of(endpoint), "p/"), settings,
                () -> new S3Credentials("AKIDTEST", SECRET, Optional.empty()));
    }

    /** The error of a call; nothing in it or its causes may show the secret. */
    private static Throwable error(Call call, int attempts, Answer... answers) throws IOException {
        try (ScriptedServer server = new ScriptedServer(answers);
                CloudStore store = store(server.endpoint(), attempts)) {
            Throwable thrown = catchThrowable(() -> call.make(store));
            StringWriter text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text));
            assertThat(text.toString()).doesNotContain(SECRET);
            return thrown;
        }
    }

    @ParameterizedTest
    @CsvSource({"403,AccessDenied,AccessDenied", "403,SignatureDoesNotMatch,AccessDenied",
            "403,InvalidObjectState,Refused", "400,ExpiredToken,AccessDenied", "400,BadDigest,Corrupt",
            "400,EntityTooLarge,Refused", "404,NoSuchBucket,Refused", "412,PreconditionFailed,PreconditionFailed",
            "409,ConditionalRequestConflict,Unavailable", "503,SlowDown,Unavailable", "429,TooMany,Unavailable",
            "500,InternalError,OutcomeUnknown", "502,BadGateway,OutcomeUnknown", "400,RequestTimeout,Unavailable"})
    void anAnswerToAPutIsClassified(int status, String code, String expected) throws IOException {
        assertThat(error(PUT, 1, Answer.error(status, code)).getClass().getSimpleName()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"403,AccessDenied,AccessDenied", "403,InvalidObjectState,Refused", "404,NoSuchKey,NotFound",
            "404,NoSuchVersion,NotFound", "404,NoSuchBucket,Refused", "416,InvalidRange,Corrupt",
            "412,PreconditionFailed,PreconditionFailed", "500,InternalError,Unavailable",
            "503,ServiceUnavailable,Unavailable"})
    void anAnswerToAReadIsClassified(int status, String code, String expected) throws IOException {
        assertThat(error(OPEN, 1, Answer.error(status, code)).getClass().getSimpleName()).isEqualTo(expected);
    }

    @Test
    void theServicesOwnWaitIsPassedOn() throws IOException {
        Throwable thrown = error(OPEN, 1, Answer.error(503, "SlowDown").with("Retry-After", "17"));
        assertThat(thrown).isInstanceOfSatisfying(CloudException.Unavailable.class,
                e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(17)));
    }

    @Test
    void aPutWithoutAnAnswerIsUnknownAndAReadUnavailable() throws IOException {
        assertThat(error(PUT, 1, Answer.none())).isInstanceOf(CloudException.OutcomeUnknown.class);
        assertThat(error(OPEN, 1, Answer.none())).isInstanceOf(CloudException.Unavailable.class);
        assertThat(error(STAT, 1, Answer.none())).isInstanceOf(CloudException.Unavailable.class);
    }

    @Test
    void aConditionThatFailsOnlyAtTheSecondTryIsUnknown() throws IOException {
        assertThat(error(PUT, 2, Answer.error(500, "InternalError"), Answer.error(412, "PreconditionFailed")))
                .isInstanceOf(CloudException.OutcomeUnknown.class);
        assertThat(error(PUT, 2, Answer.none(), Answer.error(503, "SlowDown")))
                .isInstanceOf(CloudException.OutcomeUnknown.class);
    }

    @Test
    void theSdkTriesAsOftenAsTheLimitSays() throws Exception {
        try (ScriptedServer server = new ScriptedServer(Answer.error(503, "SlowDown"));
                CloudStore store = store(server.endpoint(), 3)) {
            assertThat(catchThrowable(() -> OPEN.make(store))).isInstanceOf(CloudException.Unavailable.class);
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void whereNobodyListensNothingWasChanged() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (CloudStore store = store(URI.create("http://127.0.0.1:" + port), 1)) {
            assertThat(catchThrowable(() -> PUT.make(store))).isInstanceOf(CloudException.Unavailable.class);
            assertThat(catchThrowable(() -> OPEN.make(store))).isInstanceOf(CloudException.Unavailable.class);
            assertThat(catchThrowable(store::inspect)).isInstanceOf(CloudException.Unavailable.class);
        }
    }

    @Test
    void aPutWhoseChecksumIsNotAnsweredIsNotTrusted() throws IOException {
        assertThat(error(PUT, 1, Answer.of(200, Map.of("ETag", "\"e\""), ""))).isInstanceOf(
                CloudException.Corrupt.class).hasMessageContaining("SHA-256");
    }

    @Test
    void aDescriptionWithoutALengthIsCorrupt() throws IOException {
        assertThat(error(STAT, 1, Answer.of(200, Map.of("ETag", "\"e\""), "")))
                .isInstanceOf(CloudException.Corrupt.class).hasMessageContaining("length");
    }

    @Test
    void aBodyThatIsCutOffIsAnError() throws Exception {
        Answer cut = new Answer(200, Map.of("ETag", "\"e\""), "only ten b", 1000);
        try (ScriptedServer server = new ScriptedServer(cut);
                CloudStore store = store(server.endpoint(), 1);
                CloudContent content = store.open(CloudRef.newest(KEY), ReadRange.WHOLE)) {
            assertThat(catchThrowable(() -> ContractTarget.rest(content, 1000)))
                    .isInstanceOfAny(CloudException.Unavailable.class, CloudException.Corrupt.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"200,''", "206,bytes 0-9/10", "206,bytes 5-8/10"})
    void anAnswerWithAnotherRangeIsCorrupt(int status, String contentRange) throws IOException {
        Map<String, String> headers = contentRange.isEmpty() ? Map.of() : Map.of("Content-Range", contentRange);
        Call range = store -> store.open(CloudRef.newest(KEY), ReadRange.of(5, 5)).close();
        assertThat(error(range, 1, Answer.of(status, headers, "0123456789")))
                .isInstanceOf(CloudException.Corrupt.class);
    }

    @Test
    void aMissingBucketIsNotAMissingObject() throws Exception {
        // HEAD has no body, so the second question, for the bucket, decides.
        try (ScriptedServer server = new ScriptedServer(Answer.of(404, Map.of(), ""));
                CloudStore store = store(server.endpoint(), 1)) {
            assertThat(catchThrowable(() -> STAT.make(store))).isInstanceOf(CloudException.Refused.class)
                    .hasMessageContaining("bucket");
            assertThat(server.requests()).containsExactly("HEAD /bucket/p/a/key", "HEAD /bucket");
        }
        assertThat(error(STAT, 1, Answer.of(404, Map.of(), ""), Answer.of(200, Map.of(), "")))
                .isInstanceOf(CloudException.NotFound.class);
    }

    @ParameterizedTest
    @CsvSource({"404,does not exist,make the bucket", "403,status 403,correct its credentials"})
    void aProbeTellsAMissingBucketFromWrongCredentials(int status, String problem, String remedy) throws Exception {
        try (ScriptedServer server = new ScriptedServer(Answer.of(status, Map.of(), ""));
                CloudStore store = store(server.endpoint(), 1)) {
            ProbeReport report = new TargetProbe(store).run();
            assertThat(report.step(ProbeStep.Action.INSPECT).outcome()).isInstanceOfSatisfying(ProbeStep.Failed.class,
                    failed -> {
                        assertThat(failed.problem()).contains("bucket", problem);
                        assertThat(failed.remedy()).contains(remedy);
                    });
            assertThat(server.requests()).noneMatch(request -> request.startsWith("PUT"));
        }
    }

    @Test
    void aRefusedRemovalIsTheItemsOwn() throws Exception {
        String versioned = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
        String deleted = "<DeleteResult><Error><Key>p/a/key</Key><VersionId>v1</VersionId><Code>AccessDenied</Code>"
                + "<Message>locked</Message></Error></DeleteResult>";
        ExactRef locked = new ExactRef(KEY, new Generation.Version("v1"));
        ExactRef free = new ExactRef(KEY, new Generation.Version("v2"));
        try (ScriptedServer server = new ScriptedServer(Answer.of(200, Map.of(), versioned),
                Answer.of(200, Map.of(), deleted)); CloudStore store = store(server.endpoint(), 1)) {
            List<Removal> removals = store.delete(List.of(locked, free));
            assertThat(removals.get(0)).isInstanceOfSatisfying(Removal.Failed.class,
                    failed -> assertThat(failed.reason()).isInstanceOf(CloudException.AccessDenied.class));
            assertThat(removals.get(1)).isEqualTo(new Removal.Gone(free));
        }
    }
}
