package io.spillway.gateway.s3.http;

import java.util.function.LongSupplier;

/**
 * Whether a client keeps up with one body that it sends, or one answer that it takes. Every wait for it is a debt that
 * its bytes pay off at the least rate; a debt of the stall time is too much, and nothing is saved up. So n bytes keep a
 * request waiting for at most the stall time and n divided by the rate. The time that the store takes is not held
 * against the client. Used by the request's own thread.
 */
final class Pace {
    private static final double NANOS = 1e9;

    private final double nanosPerByte;
    private final long stall;
    private final long end;
    private final LongSupplier nanoTime;
    private double debt;

    Pace(GatewayLimits limits, LongSupplier nanoTime) {
        this.nanosPerByte = NANOS / limits.leastRate();
        this.stall = limits.patience().stall().toNanos();
        this.nanoTime = nanoTime;
        this.end = nanoTime.getAsLong() + limits.patience().transfer().toNanos();
    }

    static Pace begin(GatewayLimits limits) {
        return new Pace(limits, System::nanoTime);
    }

    /** Nanoseconds for which the client may be waited for now; none is left if it is too slow. */
    long patience() {
        return Math.min(stall - (long) debt, end - nanoTime.getAsLong());
    }

    long now() {
        return nanoTime.getAsLong();
    }

    /** The client was waited for since then. */
    void waitedSince(long start) {
        debt += nanoTime.getAsLong() - start;
    }

    void moved(int bytes) {
        debt = Math.max(0, debt - bytes * nanosPerByte);
    }

    /** What a client is told that was too slow, in the words of S3. */
    static String complaint() {
        return "Your socket connection to the server was not read from or written to within the timeout period. Idle"
                + " connections will be closed.";
    }
}
