package io.spillway.appliance.tier;

/** What an operator asked of the tier cannot be done; the message names the thing and the remedy. */
public final class TierException extends Exception {
    public TierException(String message) {
        super(message);
    }

    public TierException(String message, Throwable cause) {
        super(message, cause);
    }
}
