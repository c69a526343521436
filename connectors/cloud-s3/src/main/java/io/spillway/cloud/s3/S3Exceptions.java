package io.spillway.cloud.s3;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;

import io.spillway.cloud.api.CloudException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What S3's answers and the SDK's failures mean to a caller of the port; classified here and nowhere else. */
final class S3Exceptions {
    /** What a call can have done when no answer comes. */
    enum Effect {
        /** Nothing that a reader could see: reads, parts, cancelling. */
        NONE,
        /** It may have made or removed an object. */
        VISIBLE
    }

    /** A call to the SDK. */
    interface Call<T> {
        T make();
    }

    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);
    private static final Duration RETRY_AFTER_AT_MOST = Duration.ofHours(1);
    private static final Duration CONFLICT_RETRY_AFTER = Duration.ofSeconds(1);
    private static final Set<String> CREDENTIALS = Set.of("ExpiredToken", "InvalidAccessKeyId", "InvalidToken",
            "TokenRefreshRequired", "SignatureDoesNotMatch", "AuthorizationHeaderMalformed",
            "RequestTimeTooSkewed");
    private static final Set<String> WRONG_BYTES = Set.of("BadDigest", "InvalidDigest", "IncompleteBody",
            "XAmzContentSHA256Mismatch", "XAmzContentChecksumMismatch");
    private static final Set<String> UNREAD = Set.of("RequestTimeout", "SlowDown");

    private S3Exceptions() {}

    /** Makes a call and puts its failure into the port's words; {@code doing} says what was tried on which key. */
    static <T> T call(String doing, Effect effect, Call<T> call) throws CloudException {
        try {
            return call.make();
        } catch (S3Exception e) {
            throw answered(doing, effect, e);
        } catch (SdkException e) {
            throw unanswered(doing, effect, e);
        }
    }

    static CloudException answered(String doing, Effect effect, S3Exception e) {
        return switch (e.statusCode()) {
            case 404, 405 -> missing(doing, effect, e);
            case 412 -> preconditionFailed(doing, effect, e);
            case 409 -> new CloudException.Unavailable(doing + ": another call is changing the same key",
                    CONFLICT_RETRY_AFTER, e);
            case 416 -> new CloudException.Corrupt(doing + ": the object ends before the range does", e);
            case 401, 403 -> denied(doing, e);
            case 400 -> badRequest(doing, e);
            case 429, 503 -> overloaded(doing, effect, e);
            default -> e.statusCode() >= 500 ? failed(doing, effect, e) : refused(doing, e);
        };
    }

    private static CloudException missing(String doing, Effect effect, S3Exception e) {
        return switch (code(e)) {
            case "NoSuchBucket" -> new CloudException.Refused(doing, "the bucket does not exist", e);
            case "NoSuchUpload" -> effect == Effect.VISIBLE
                    ? new CloudException.OutcomeUnknown(doing + ": the upload is gone, perhaps by an earlier try", e)
                    : new CloudException.NotFound(doing + ": there is no such upload", e);
            default -> new CloudException.NotFound(doing + ": there is no such object or version", e);
        };
    }

    private static CloudException preconditionFailed(String doing, Effect effect, S3Exception e) {
        if (effect == Effect.VISIBLE && e.numAttempts() > 1) {
            // The try before may have been the one that stored what this one met.
            return new CloudException.OutcomeUnknown(doing + ": the condition failed on a second try", e);
        }
        return new CloudException.PreconditionFailed(doing + ": the condition does not hold", e);
    }

    private static CloudException denied(String doing, S3Exception e) {
        if (code(e).equals("InvalidObjectState")) {
            return new CloudException.Refused(doing, "the object is in an archive class; restore it first", e);
        }
        return new CloudException.AccessDenied(doing + ": " + describe(e)
                + "; check the target's credentials, what they allow, and this machine's clock", e);
    }

    private static CloudException badRequest(String doing, S3Exception e) {
        String code = code(e);
        if (CREDENTIALS.contains(code)) {
            return denied(doing, e);
        }
        if (WRONG_BYTES.contains(code)) {
            return new CloudException.Corrupt(doing + ": other bytes arrived than were sent: " + describe(e), e);
        }
        if (UNREAD.contains(code)) {
            return new CloudException.Unavailable(doing + ": " + describe(e), RETRY_AFTER, e);
        }
        if (code.equals("NoSuchVersion") || (code.equals("InvalidArgument") && aboutVersion(e))) {
            return new CloudException.NotFound(doing + ": there is no such version", e);
        }
        return refused(doing, e);
    }

    private static boolean aboutVersion(S3Exception e) {
        String text = describe(e);
        return text.contains("ersion id") || text.contains("ersionId");
    }

    private static CloudException overloaded(String doing, Effect effect, S3Exception e) {
        if (effect == Effect.VISIBLE && e.numAttempts() > 1) {
            return failed(doing, effect, e);
        }
        return new CloudException.Unavailable(doing + ": " + describe(e), retryAfter(e), e);
    }

    private static CloudException failed(String doing, Effect effect, S3Exception e) {
        return switch (effect) {
            case NONE -> new CloudException.Unavailable(doing + ": " + describe(e), retryAfter(e), e);
            case VISIBLE -> new CloudException.OutcomeUnknown(doing + ": " + describe(e), e);
        };
    }

    private static CloudException refused(String doing, S3Exception e) {
        return new CloudException.Refused(doing, describe(e), e);
    }

    static CloudException unanswered(String doing, Effect effect, Exception e) {
        boolean sent = !neverConnected(e) || (e instanceof SdkException sdk && sdk.numAttempts() > 1);
        if (effect == Effect.VISIBLE && sent) {
            return new CloudException.OutcomeUnknown(doing + ": no answer: " + e.getMessage(), e);
        }
        return new CloudException.Unavailable(doing + ": no answer: " + e.getMessage(), RETRY_AFTER, e);
    }

    private static boolean neverConnected(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException) {
                return true;
            }
        }
        return false;
    }

    private static Duration retryAfter(S3Exception e) {
        SdkHttpResponse response = e.awsErrorDetails() == null ? null : e.awsErrorDetails().sdkHttpResponse();
        if (response == null) {
            return RETRY_AFTER;
        }
        return response.firstMatchingHeader("Retry-After").filter(value -> value.matches("[0-9]{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .map(wait -> wait.compareTo(RETRY_AFTER_AT_MOST) > 0 ? RETRY_AFTER_AT_MOST : wait)
                .orElse(RETRY_AFTER);
    }

    /** An answer to HEAD has no body, and so no code. */
    static String code(S3Exception e) {
        String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
        return code == null ? "" : code;
    }

    private static String describe(S3Exception e) {
        String message = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorMessage();
        return "status " + e.statusCode() + " " + code(e) + (message == null ? "" : " (" + message + ")");
    }
}
