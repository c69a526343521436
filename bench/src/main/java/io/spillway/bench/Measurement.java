package io.spillway.bench;

import java.util.Optional;

/**
 * What a load did.
 *
 * @param server what the server used meanwhile; the peak is that of this load
 */
record Measurement(String what, long operations, long bytes, double seconds, long errors, Latencies latencies,
        Optional<ProcessUsage> server) {
    double perSecond() {
        return operations / seconds;
    }

    double mebibytesPerSecond() {
        return bytes / seconds / (1 << 20);
    }

    /** CPU seconds of the server for a thousand requests. */
    double cpuPerThousand() {
        return server.map(usage -> usage.cpuSeconds() * 1000 / Math.max(operations, 1)).orElse(0.0);
    }

    double cpuPerGibibyte() {
        return bytes == 0 ? 0 : server.map(usage -> usage.cpuSeconds() * (1 << 30) / bytes).orElse(0.0);
    }

    String inWords() {
        String load = "%s: %,d operations in %.1f s, %d errors, %.0f/s, %.1f MiB/s, p50 %.2f ms, p99 %.2f ms"
                .formatted(what, operations, seconds, errors, perSecond(), mebibytesPerSecond(),
                        latencies.percentileMillis(0.50), latencies.percentileMillis(0.99));
        return load + server.map(usage -> "; server: %.2f CPU s/1000, %.2f CPU s/GiB, RSS %d MiB, peak %d MiB"
                .formatted(cpuPerThousand(), cpuPerGibibyte(), usage.residentBytes() >> 20, usage.peakBytes() >> 20))
                .orElse("");
    }
}
