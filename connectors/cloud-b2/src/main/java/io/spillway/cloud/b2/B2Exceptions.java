package io.spillway.cloud.b2;

import java.time.Duration;
import java.util.regex.Pattern;

import com.backblaze.b2.client.exceptions.B2BadRequestException;
import com.backblaze.b2.client.exceptions.B2ConnectFailedException;
import com.backblaze.b2.client.exceptions.B2Exception;
import com.backblaze.b2.client.exceptions.B2LocalException;
import com.backblaze.b2.client.exceptions.B2NetworkBaseException;
import com.backblaze.b2.client.exceptions.B2UnauthorizedException;
import io.spillway.cloud.api.CloudException;

/** What B2's answers and the SDK's failures mean to a caller of the port; classified here and nowhere else. */
final class B2Exceptions {
    /** What a call can have done when no answer comes. */
    enum Effect {
        /** Nothing that a reader could see: reads, parts, cancelling. */
        NONE,
        /** It may have made or removed an object. */
        VISIBLE
    }

    /** A call to the SDK. */
    interface Call<T> {
        T make() throws B2Exception;
    }

    static final Duration RETRY_AFTER = Duration.ofSeconds(30);
    private static final Duration RETRY_AFTER_AT_MOST = Duration.ofHours(1);
    private static final String ABSENT = "file_not_present";
    private static final Pattern SHA1_MISMATCH = Pattern.compile("(?i)sha1 did not match");

    private B2Exceptions() {}

    /** {@code doing} says what was tried on which file. */
    static CloudException translated(String doing, Effect effect, B2Exception e) {
        if (e instanceof B2NetworkBaseException) {
            return unanswered(doing, effect, e);
        }
        if (e instanceof B2LocalException) {
            return local(doing, effect, e);
        }
        return switch (e.getStatus()) {
            case 400 -> badRequest(doing, e);
            case 401 -> unauthorized(doing, e);
            case 403 -> forbidden(doing, effect, e);
            case 404 -> missing(doing, e);
            case 416 -> new CloudException.Corrupt(doing + ": the file ends before the range does", e);
            case 408, 429, 503 -> unavailable(doing, e);
            default -> e.getStatus() >= 500 ? failed(doing, effect, e) : refused(doing, e);
        };
    }

    private static CloudException badRequest(String doing, B2Exception e) {
        return switch (e.getCode()) {
            case "bad_bucket_id" -> new CloudException.Refused(doing, "the bucket does not exist", e);
            case ABSENT, "no_such_file" -> new CloudException.NotFound(doing + ": there is no such file or version", e);
            case "part_sha1_mismatch" -> wrongBytes(doing, e);
            // Parts are listed and sent again, tokens are made anew.
            case "missing_part", "auth_token_limit" -> unavailable(doing, e);
            default -> SHA1_MISMATCH.matcher(text(e)).find() ? wrongBytes(doing, e) : refused(doing, e);
        };
    }

    private static CloudException wrongBytes(String doing, B2Exception e) {
        return new CloudException.Corrupt(doing + ": other bytes arrived than were sent: " + describe(e), e);
    }

    /** A 404 of something in between, which is no answer of B2's, proves nothing; answers to HEAD have B2's own code. */
    private static CloudException missing(String doing, B2Exception e) {
        return switch (e.getCode()) {
            case "not_found", "no_such_file", ABSENT ->
                new CloudException.NotFound(doing + ": there is no such file or version", e);
            default -> refused(doing, e);
        };
    }

    /** Whether a request was refused as it was. Where it names nothing but an id, that cannot be one or is of nothing. */
    static boolean isBadRequest(CloudException e) {
        return e.getCause() instanceof B2BadRequestException bad
                && (bad.getCode().equals("bad_request") || bad.getCode().equals("invalid_file_id"));
    }

    /** Whether the service said that this version is not there, and not merely something that is not there. */
    static boolean isAbsent(CloudException e) {
        return e.getCause() instanceof B2BadRequestException bad && bad.getCode().equals(ABSENT);
    }

    /** Whether it is the key that does not allow a call, and not a lock on one file. */
    static boolean isOfTheKey(CloudException.AccessDenied e) {
        return e.getCause() instanceof B2UnauthorizedException;
    }

    private static CloudException unauthorized(String doing, B2Exception e) {
        String remedy = switch (e.getCode()) {
            case "bad_auth_token", "expired_auth_token" ->
                "the application key is wrong, was removed, or has expired; give the target another one";
            default -> "the application key is wrong, or does not allow this; docs/targets.md lists what it needs";
        };
        return new CloudException.AccessDenied(doing + ": " + describe(e) + "; " + remedy, e);
    }

    /** Caps of an account; and locks on files, which forbid no reads. */
    private static CloudException forbidden(String doing, Effect effect, B2Exception e) {
        if (effect == Effect.NONE || e.getCode().endsWith("cap_exceeded")) {
            return new CloudException.Refused(doing, describe(e)
                    + "; a cap of the account is reached: raise it under Caps & Alerts, or wait until it begins anew",
                    e);
        }
        return new CloudException.AccessDenied(
                doing + ": " + describe(e) + "; the file is locked, or a cap of the account is reached", e);
    }

    private static CloudException unavailable(String doing, B2Exception e) {
        Integer seconds = e.getRetryAfterSecondsOrNull();
        Duration wait = seconds == null || seconds < 0 ? RETRY_AFTER : Duration.ofSeconds(seconds);
        return new CloudException.Unavailable(doing + ": " + describe(e),
                wait.compareTo(RETRY_AFTER_AT_MOST) > 0 ? RETRY_AFTER_AT_MOST : wait, e);
    }

    private static CloudException failed(String doing, Effect effect, B2Exception e) {
        return switch (effect) {
            case NONE -> unavailable(doing, e);
            case VISIBLE -> new CloudException.OutcomeUnknown(doing + ": " + describe(e), e);
        };
    }

    private static CloudException unanswered(String doing, Effect effect, B2Exception e) {
        String what = doing + ": no answer: " + text(e);
        return effect == Effect.VISIBLE && !(e instanceof B2ConnectFailedException)
                ? new CloudException.OutcomeUnknown(what, e)
                : new CloudException.Unavailable(
                        what + "; see that the service can be reached from here (address, proxy, network)", RETRY_AFTER,
                        e);
    }

    /** The SDK's own: an answer that it cannot read, or a wait that was interrupted. */
    private static CloudException local(String doing, Effect effect, B2Exception e) {
        return switch (effect) {
            case NONE -> new CloudException.Unavailable(doing + ": " + describe(e), RETRY_AFTER, e);
            case VISIBLE -> new CloudException.OutcomeUnknown(doing + ": " + describe(e), e);
        };
    }

    /** Whether the SDK gave up because the thread was interrupted; it keeps that to itself. */
    static boolean isInterrupted(CloudException e) {
        return e.getCause() instanceof B2LocalException local && text(local).startsWith("interrupted");
    }

    private static CloudException refused(String doing, B2Exception e) {
        return new CloudException.Refused(doing, describe(e), e);
    }

    private static String describe(B2Exception e) {
        String text = text(e);
        return "status " + e.getStatus() + " " + e.getCode() + (text.isEmpty() ? "" : " (" + text + ")");
    }

    private static String text(B2Exception e) {
        return e.getMessage() == null ? "" : e.getMessage();
    }
}
