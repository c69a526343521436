package io.spillway.cloud.b2;

import java.time.Duration;

/**
 * How a bucket is used; may change while the target stays the same. How large objects are cut is the service's to say.
 *
 * @param partsAtOnce how many parts of one large object are sent at a time, each over an upload URL of its own
 * @param limits what bounds every call
 */
public record B2Settings(int partsAtOnce, Limits limits) {
    /**
     * What bounds every call.
     *
     * @param connect until a connection stands
     * @param silence the longest wait for the next bytes of an answer
     * @param attempts at most, the first counted
     * @param longestWait between two attempts; a service that asks for more is left alone instead
     * @param connections at most
     */
    public record Limits(Duration connect, Duration silence, int attempts, Duration longestWait, int connections) {
        /** Four attempts: one may find an old upload URL, and the next one an old account token. */
        public static final Limits DEFAULT = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(30), 4,
                Duration.ofSeconds(10), 32);

        public Limits {
            if (attempts < 1 || connections < 1) {
                throw new IllegalArgumentException("limits: attempts and connections are at least 1");
            }
            if (connect.toSeconds() < 1 || silence.toSeconds() < 1) {
                throw new IllegalArgumentException("limits: the SDK counts connect and silence in seconds, from 1");
            }
        }
    }

    /** Two parts at once: while one waits for the service the other one sends. */
    public static final B2Settings DEFAULT = new B2Settings(2, Limits.DEFAULT);

    public B2Settings {
        if (partsAtOnce < 1) {
            throw new IllegalArgumentException("parts at once: at least 1, not " + partsAtOnce);
        }
    }
}
