package io.spillway.gateway.s3.http;

import java.time.Duration;

/**
 * What bounds the gateway's use of memory and patience. One request in progress holds at most about 1.25 MiB of direct
 * memory (pieces of its body waiting for the store, or buffers of its answer waiting for the client), one waiting
 * connection about 256 KiB while a request's head comes in.
 *
 * @param connections open at once; one more is closed as soon as it was accepted
 * @param requests in progress at once; one more waits a little and is then answered SlowDown
 * @param headTimeout from the first byte of a request's head to its last
 * @param idleTimeout of a connection between requests
 * @param stallTimeout of a client that neither sends nor takes the next byte
 * @param closeTimeout that running requests have when the gateway closes
 */
public record GatewayLimits(int connections, int requests, Duration headTimeout, Duration idleTimeout,
        Duration stallTimeout, Duration closeTimeout) {
    /** The most bytes of a request line, and of all headers together. S3 itself allows 8 KiB of headers. */
    static final int MAX_LINE = 16 << 10;
    static final int MAX_HEADERS = 16 << 10;

    public static final GatewayLimits DEFAULT = new GatewayLimits(1024, 64, Duration.ofSeconds(10),
            Duration.ofSeconds(75), Duration.ofSeconds(30), Duration.ofSeconds(10));

    public GatewayLimits {
        if (connections < 1 || requests < 1) {
            throw new IllegalArgumentException("s3.limits: connections (" + connections + ") and requests ("
                    + requests + ") must each be at least 1");
        }
        requirePositive("head-timeout", headTimeout);
        requirePositive("idle-timeout", idleTimeout);
        requirePositive("stall-timeout", stallTimeout);
        requirePositive("close-timeout", closeTimeout);
    }

    private static void requirePositive(String key, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("s3.limits." + key + " must be more than zero, not " + value);
        }
    }
}
