package io.spillway.cloud.b2;

import java.time.Duration;
import java.util.List;

import com.backblaze.b2.client.exceptions.B2ConnectFailedException;
import com.backblaze.b2.client.exceptions.B2Exception;
import com.backblaze.b2.client.exceptions.B2LocalException;
import com.backblaze.b2.client.exceptions.B2NetworkTimeoutException;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.b2.B2Exceptions.Effect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

final class B2ExceptionsTest {
    private static final String DOING = "storing \"k\" in bucket b";

    /** By status, code and text of an answer, as Backblaze's documentation has them. */
    @ParameterizedTest
    @CsvSource({"400,bad_bucket_id,Invalid bucket id,Refused,does not exist",
            "400,file_not_present,File not present: k,NotFound,no such file",
            "400,no_such_file,x,NotFound,no such file", "400,bad_request,Invalid fileId: 123,Refused,Invalid fileId",
            "400,bad_request,fileName and fileId do not belong to this account,Refused,belong",
            "400,bad_request,No active upload for: 4_z,Refused,No active upload",
            "400,part_sha1_mismatch,x,Corrupt,other bytes", "400,missing_part,x,Unavailable,missing_part",
            "400,auth_token_limit,x,Unavailable,auth_token_limit",
            "400,bad_request,Sha1 did not match data received,Corrupt,other bytes",
            "400,bad_request,something else,Refused,something else",
            "401,unauthorized,no,AccessDenied,does not allow this",
            "401,expired_auth_token,old,AccessDenied,has expired", "401,bad_auth_token,no,AccessDenied,was removed",
            "403,storage_cap_exceeded,Cannot upload,Refused,Caps & Alerts",
            "403,cap_exceeded,no,Refused,Caps & Alerts", "403,transaction_cap_exceeded,no,Refused,Caps & Alerts",
            "403,access_denied,no,AccessDenied,locked", "404,not_found,no,NotFound,no such file",
            "404,unknown,<html>nginx</html>,Refused,nginx", "404,page_not_found,no,Refused,page_not_found",
            "408,request_timeout,slow,Unavailable,408", "416,range_not_satisfiable,no,Corrupt,ends before",
            "429,too_many_requests,slow down,Unavailable,429", "503,service_unavailable,busy,Unavailable,503",
            "500,internal_error,oops,OutcomeUnknown,500", "502,bad_gateway,oops,OutcomeUnknown,502",
            "418,teapot,no,Refused,418"})
    void anAnswerMeansOneThing(int status, String code, String text, String expected, String words) {
        CloudException translated = B2Exceptions.translated(DOING, Effect.VISIBLE,
                B2Exception.create(code, status, null, text));
        assertThat(translated.getClass().getSimpleName()).isEqualTo(expected);
        assertThat(translated).hasMessageContaining(DOING).hasMessageContaining(words);
    }

    @Test
    void aFailureOfACallThatChangesNothingIsNoUnknownOutcome() {
        assertThat(B2Exceptions.translated(DOING, Effect.NONE, B2Exception.create("internal_error", 500, null, "oops")))
                .isInstanceOf(CloudException.Unavailable.class);
        assertThat(B2Exceptions.translated(DOING, Effect.NONE, new B2NetworkTimeoutException("t", null, "silence")))
                .isInstanceOf(CloudException.Unavailable.class);
    }

    /** A lock forbids no reads; and an answer to HEAD has no code. */
    @Test
    void aReadThatIsForbiddenIsForACap() {
        assertThat(B2Exceptions.translated(DOING, Effect.NONE, B2Exception.create(null, 403, null, "")))
                .isInstanceOf(CloudException.Refused.class).hasMessageContaining("Caps & Alerts");
    }

    /** By codes alone: texts are for people, and change. */
    @Test
    void onlyTheCodeSaysThatAFileIsAbsent() {
        CloudException wrong = bad("bad_request", "file not present, no active upload, invalid fileId");
        CloudException absent = bad("file_not_present", "File not present: k 4_z");
        assertThat(List.of(wrong, absent)).extracting(B2Exceptions::isAbsent).containsExactly(false, true);
        assertThat(List.of(wrong, absent)).extracting(B2Exceptions::isBadRequest).containsExactly(true, false);
    }

    private static CloudException bad(String code, String text) {
        return B2Exceptions.translated(DOING, Effect.VISIBLE, B2Exception.create(code, 400, null, text));
    }

    @Test
    void noAnswerIsAnUnknownOutcomeUnlessNothingWasSent() {
        assertThat(B2Exceptions.translated(DOING, Effect.VISIBLE, new B2NetworkTimeoutException("t", null, "silence")))
                .isInstanceOf(CloudException.OutcomeUnknown.class);
        assertThat(B2Exceptions.translated(DOING, Effect.VISIBLE, new B2ConnectFailedException("c", null, "refused")))
                .isInstanceOf(CloudException.Unavailable.class);
        assertThat(B2Exceptions.translated(DOING, Effect.VISIBLE, new B2LocalException("parsing_failed", "no JSON")))
                .isInstanceOf(CloudException.OutcomeUnknown.class);
    }

    @ParameterizedTest
    @CsvSource({"7,7", "3600,3600", "99999,3600", ",30", "-1,30"})
    void theServiceSaysHowLongToWaitWithinAnHour(Integer said, long seconds) {
        CloudException translated = B2Exceptions.translated(DOING, Effect.VISIBLE,
                B2Exception.create("service_unavailable", 503, said, "busy"));
        assertThat(((CloudException.Unavailable) translated).retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
    }
}
