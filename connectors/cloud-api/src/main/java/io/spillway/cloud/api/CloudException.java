package io.spillway.cloud.api;

import java.time.Duration;
import java.util.Objects;

/**
 * Everything that a call to a target can answer instead of a result. Messages name the target's key or bucket and
 * what an operator can do; they never carry a credential. Anything unchecked is a bug.
 */
public abstract sealed class CloudException extends Exception {
    protected CloudException(String message) {
        super(message);
    }

    protected CloudException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What failed, on which key or bucket, and what an operator can do. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** There is no such key or version, by the word of a target whose bucket was found. */
    public static final class NotFound extends CloudException {
        public NotFound(String message) {
            super(message);
        }

        public NotFound(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The condition of a put, or the entity tag of a reference, did not hold; nothing was changed. */
    public static final class PreconditionFailed extends CloudException {
        public PreconditionFailed(String message) {
            super(message);
        }

        public PreconditionFailed(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The credentials are wrong, have expired, or do not allow this; it does not count against the object. */
    public static final class AccessDenied extends CloudException {
        public AccessDenied(String message) {
            super(message);
        }

        public AccessDenied(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Not now: out of reach, overloaded, or cut off. The call changed nothing. */
    public static final class Unavailable extends CloudException {
        private final Duration retryAfter;

        public Unavailable(String message, Duration retryAfter) {
            super(message);
            this.retryAfter = retryAfter;
        }

        public Unavailable(String message, Duration retryAfter, Throwable cause) {
            super(message, cause);
            this.retryAfter = retryAfter;
        }

        /** How long to leave the target alone: what it said, else a guess of the adapter. */
        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** A change was sent and no answer came: it may have happened, or may still. */
    public static final class OutcomeUnknown extends CloudException {
        public OutcomeUnknown(String message) {
            super(message);
        }

        public OutcomeUnknown(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The target will not do this, now or later, until something is changed; nothing was changed. */
    public static final class Refused extends CloudException {
        private final String reason;

        public Refused(String message, String reason) {
            super(message + ": " + reason);
            this.reason = reason;
        }

        public Refused(String message, String reason, Throwable cause) {
            super(message + ": " + reason, cause);
            this.reason = reason;
        }

        /** Why, for the list of refusals that an operator sees. */
        public String reason() {
            return reason;
        }
    }

    /** The target holds, or took in, other bytes than it should. */
    public static final class Corrupt extends CloudException {
        public Corrupt(String message) {
            super(message);
        }

        public Corrupt(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
