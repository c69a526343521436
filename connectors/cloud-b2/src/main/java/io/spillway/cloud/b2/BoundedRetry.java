package io.spillway.cloud.b2;

import java.time.Duration;
import java.util.Set;

import com.backblaze.b2.client.B2RetryPolicy;
import com.backblaze.b2.client.exceptions.B2ConnectFailedException;
import com.backblaze.b2.client.exceptions.B2Exception;
import com.backblaze.b2.client.exceptions.B2NetworkBaseException;
import com.backblaze.b2.client.exceptions.B2ServiceUnavailableException;
import com.backblaze.b2.client.exceptions.B2TooManyRequestsException;
import com.backblaze.b2.client.exceptions.B2UnauthorizedException;
import org.jspecify.annotations.Nullable;

/**
 * When the SDK tries one call again: a bounded number of times, with bounded waits. A call whose repetition would leave a
 * second file is not repeated once it may have been carried out: B2 has no conditional put, and every copy is paid for.
 * Backblaze's own advice is to repeat it (integration checklist); docs/adr/0011-backblaze-b2.md says why we do not.
 */
final class BoundedRetry implements B2RetryPolicy {
    /** The calls, by the SDK's names, that each make a file of their own. */
    private static final Set<String> MAKE_A_FILE = Set.of("b2_upload_file", "b2_start_large_file");
    /** The one call that is a HEAD, whose answers have neither code nor text. */
    private static final String HEAD = "get_file_info_by_name";
    private static final int INTERNAL_ERROR = 500;

    private final int attempts;
    private final Duration longestWait;

    BoundedRetry(B2Settings.Limits limits) {
        this.attempts = limits.attempts();
        this.longestWait = limits.longestWait();
    }

    @Override
    public @Nullable Integer gotRetryableAfterDelay(String operation, int attemptsSoFar, long tookMillis,
            B2Exception e) {
        boolean again = attemptsSoFar < attempts && !StreamEnd.causes(e) && !isBusy(operation, e)
                && !(MAKE_A_FILE.contains(operation) && mayHaveBeenCarriedOut(e));
        int seconds = e.getRetryAfterSecondsOrNull() == null
                ? 1 << (attemptsSoFar - 1)
                : e.getRetryAfterSecondsOrNull();
        return again && seconds <= longestWait.toSeconds() ? seconds : null;
    }

    /**
     * Of a token that is no longer good: the SDK gets a new one, for a call of the dearest class. What a key may not do it
     * may not do again; an answer to HEAD does not say which of both it is, so that one new token has to do.
     */
    @Override
    public boolean gotRetryableImmediately(String operation, int attemptsSoFar, long tookMillis, B2Exception e) {
        if (e instanceof B2UnauthorizedException denied
                && denied.getRequestCategory() != B2UnauthorizedException.RequestCategory.UPLOADING
                && denied.getCode().equals(B2UnauthorizedException.DEFAULT_CODE)) {
            return operation.equals(HEAD) && attemptsSoFar < 2;
        }
        return attemptsSoFar < attempts;
    }

    /** The SDK does not hand on how long the service wants to be left alone, where it says so in an answer to HEAD. */
    private static boolean isBusy(String operation, B2Exception e) {
        return operation.equals(HEAD)
                && (e instanceof B2TooManyRequestsException || e instanceof B2ServiceUnavailableException);
    }

    private static boolean mayHaveBeenCarriedOut(B2Exception e) {
        return e.getStatus() == INTERNAL_ERROR
                || (e instanceof B2NetworkBaseException && !(e instanceof B2ConnectFailedException));
    }
}
