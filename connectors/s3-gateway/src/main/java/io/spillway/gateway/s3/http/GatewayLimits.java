package io.spillway.gateway.s3.http;

import java.time.Duration;

/**
 * What bounds the gateway's use of memory and patience. A request in progress holds at most about 1.25 MiB of direct
 * memory (pieces of its body waiting for the store, or buffers of its answer waiting for the client). Any other
 * connection holds at most about {@value #HEAD_BUFFER} bytes twice: what came of a head, and a first piece of a body
 * whose request waits for its turn.
 *
 * @param connections open at once; one more is closed as soon as it was accepted
 * @param requests in progress at once; one more waits a little and is then answered SlowDown
 * @param leastRate bytes a second that a client must send or take, on the average; see {@link Patience#stall}
 */
public record GatewayLimits(int connections, int requests, long leastRate, Patience patience) {
    /** The most bytes of a request line, and of all headers together. S3 itself allows 8 KiB of headers. */
    static final int MAX_LINE = 16 << 10;
    static final int MAX_HEADERS = 16 << 10;
    /** The most bytes that one read of a socket takes while no body is being read. */
    static final int HEAD_BUFFER = 16 << 10;

    /** So slow a line needs an hour for 56 MiB; a place among the requests is not held any cheaper. */
    private static final long LEAST_RATE = 16 << 10;

    public static final GatewayLimits DEFAULT = new GatewayLimits(1024, 64, LEAST_RATE, Patience.DEFAULT);

    /**
     * How long clients are waited for.
     *
     * @param head from the first byte of a request's head to its last
     * @param idle of a connection between requests
     * @param stall how far a client may fall behind the least rate: the time spent waiting for it, all together, is
     *        never more than this and what its bytes take at that rate. So it is also the longest pause
     * @param transfer the longest that the bytes of one request or answer may be on their way
     * @param close that running requests have when the gateway closes
     */
    public record Patience(Duration head, Duration idle, Duration stall, Duration transfer, Duration close) {
        /** Of the transfer: 5 GiB, the most that one body has, at 124 KiB a second. */
        public static final Patience DEFAULT = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(75),
                Duration.ofSeconds(30), Duration.ofHours(12), Duration.ofSeconds(10));

        public Patience {
            requirePositive("head-timeout", head);
            requirePositive("idle-timeout", idle);
            requirePositive("stall-timeout", stall);
            requirePositive("transfer-timeout", transfer);
            requirePositive("close-timeout", close);
        }

        private static void requirePositive(String key, Duration value) {
            if (!value.isPositive()) {
                throw new IllegalArgumentException("s3.limits." + key + " must be more than zero, not " + value);
            }
        }
    }

    public GatewayLimits {
        if (connections < 1 || requests < 1 || leastRate < 1) {
            throw new IllegalArgumentException("s3.limits: connections (" + connections + "), requests (" + requests
                    + ") and least-rate (" + leastRate + ") must each be at least 1");
        }
    }

    public GatewayLimits withConcurrency(int someConnections, int someRequests) {
        return new GatewayLimits(someConnections, someRequests, leastRate, patience);
    }
}
