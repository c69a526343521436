package io.spillway.cloud.b2;

import java.io.IOException;
import java.time.Duration;

import com.backblaze.b2.client.exceptions.B2ConnectFailedException;
import com.backblaze.b2.client.exceptions.B2Exception;
import com.backblaze.b2.client.exceptions.B2NetworkException;
import com.backblaze.b2.client.exceptions.B2UnauthorizedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class BoundedRetryTest {
    private static final String UPLOAD = "b2_upload_file";

    private final BoundedRetry retry = new BoundedRetry(
            new B2Settings.Limits(Duration.ofSeconds(1), Duration.ofSeconds(1), 4, Duration.ofSeconds(10), 1));

    private static B2Exception answer(int status, Integer retryAfter) {
        return B2Exception.create("some_code", status, retryAfter, "as told");
    }

    private static B2UnauthorizedException denied(String code, String message,
            B2UnauthorizedException.RequestCategory category) {
        B2UnauthorizedException denied = new B2UnauthorizedException(code, null, message);
        denied.setRequestCategory(category);
        return denied;
    }

    @Test
    void waitsDoubleAndEnd() {
        B2Exception busy = answer(503, null);
        assertThat(retry.gotRetryableAfterDelay(UPLOAD, 1, 0, busy)).isEqualTo(1);
        assertThat(retry.gotRetryableAfterDelay(UPLOAD, 2, 0, busy)).isEqualTo(2);
        assertThat(retry.gotRetryableAfterDelay(UPLOAD, 3, 0, busy)).isEqualTo(4);
        assertThat(retry.gotRetryableAfterDelay(UPLOAD, 4, 0, busy)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0,0", "7,7", "10,10", "11,", "86400,"})
    void aWaitThatTheServiceAsksForIsKeptOrLeftToTheCaller(int asked, Integer waited) {
        assertThat(retry.gotRetryableAfterDelay(UPLOAD, 1, 0, answer(429, asked))).isEqualTo(waited);
    }

    /** A second upload would be a second file. */
    @ParameterizedTest
    @ValueSource(strings = {UPLOAD, "b2_start_large_file"})
    void whatMayHaveMadeAFileIsNotRepeated(String call) {
        assertThat(retry.gotRetryableAfterDelay(call, 1, 0, answer(500, null))).isNull();
        assertThat(retry.gotRetryableAfterDelay(call, 1, 0, new B2NetworkException("io", null, "reset"))).isNull();
        assertThat(retry.gotRetryableAfterDelay(call, 1, 0, new B2ConnectFailedException("no", null, "refused")))
                .isEqualTo(1);
        assertThat(retry.gotRetryableAfterDelay(call, 1, 0, answer(408, null))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"b2_upload_part", "b2_finish_large_file", "b2_delete_file_version", "b2_get_file_info"})
    void whatChangesNothingMoreTheSecondTimeIsRepeated(String call) {
        assertThat(retry.gotRetryableAfterDelay(call, 1, 0, answer(500, null))).isEqualTo(1);
        assertThat(retry.gotRetryableAfterDelay(call, 1, 0, new B2NetworkException("io", null, "reset"))).isEqualTo(1);
    }

    /** An answer to HEAD has neither code nor text nor, from the SDK, a time to wait. */
    @Test
    void anAnswerToHeadIsGivenOneNewTokenAndNoWait() {
        String head = "get_file_info_by_name";
        B2UnauthorizedException denied = denied("unauthorized", "", B2UnauthorizedException.RequestCategory.OTHER);
        assertThat(retry.gotRetryableImmediately(head, 1, 0, denied)).isTrue();
        assertThat(retry.gotRetryableImmediately(head, 2, 0, denied)).isFalse();
        assertThat(retry.gotRetryableAfterDelay(head, 1, 0, answer(503, null))).isNull();
        assertThat(retry.gotRetryableAfterDelay(head, 1, 0, answer(429, null))).isNull();
        assertThat(retry.gotRetryableAfterDelay(head, 1, 0, answer(500, null))).isEqualTo(1);
    }

    @Test
    void whatEndedOnOurSideIsNotRepeated() {
        B2Exception ended = new B2NetworkException("io", null, "ended", new IOException(new StreamEnd("here")));
        assertThat(retry.gotRetryableAfterDelay("b2_download_file_by_id", 1, 0, ended)).isNull();
    }

    @Test
    void aTokenThatIsNoLongerGoodIsRenewedAndWhatIsNotAllowedStaysSo() {
        var other = B2UnauthorizedException.RequestCategory.OTHER;
        assertThat(retry.gotRetryableImmediately("b2_get_file_info", 1, 0, denied("expired_auth_token", "old", other)))
                .isTrue();
        assertThat(retry.gotRetryableImmediately("b2_get_file_info", 4, 0, denied("expired_auth_token", "old", other)))
                .isFalse();
        assertThat(retry.gotRetryableImmediately("b2_get_file_info", 1, 0, denied("unauthorized", "no", other)))
                .isFalse();
        assertThat(retry.gotRetryableImmediately("b2_get_file_info", 1, 0, denied("unauthorized", "", other)))
                .as("the service gives no reasons").isFalse();
        assertThat(retry.gotRetryableImmediately(UPLOAD, 1, 0,
                denied("unauthorized", "no", B2UnauthorizedException.RequestCategory.UPLOADING)))
                .as("another upload URL may do").isTrue();
    }
}
