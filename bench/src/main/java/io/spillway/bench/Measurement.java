package io.spillway.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a load did.
 *
 * @param latencies of single operations; none where only the whole is known
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

    /** Both as one, of the same load and without a server. */
    Measurement and(Measurement other) {
        Latencies both = new Latencies();
        both.add(latencies);
        both.add(other.latencies);
        return new Measurement(what, operations + other.operations, bytes + other.bytes, seconds + other.seconds,
                errors + other.errors, both, Optional.empty());
    }

    /** All that can be said, in the order of the report's columns. */
    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>(List.of(new Figure(what, "operations/s", perSecond())));
        if (bytes > 0) {
            figures.add(new Figure(what, "MiB/s", mebibytesPerSecond()));
        }
        if (latencies.count() > 0) {
            figures.add(new Figure(what, "p50 ms", latencies.percentileMillis(0.50)));
            figures.add(new Figure(what, "p99 ms", latencies.percentileMillis(0.99)));
        }
        server.ifPresent(usage -> {
            figures.add(new Figure(what, "CPU s/1000", usage.cpuSeconds() * 1000 / Math.max(operations, 1)));
            if (bytes > 0) {
                figures.add(new Figure(what, "CPU s/GiB", usage.cpuSeconds() * (1 << 30) / bytes));
            }
            figures.add(new Figure(what, "RSS MiB", usage.residentBytes() / (double) (1 << 20)));
            figures.add(new Figure(what, "peak MiB", usage.peakBytes() / (double) (1 << 20)));
        });
        figures.add(new Figure(what, "errors", errors));
        return figures;
    }

    String inWords() {
        StringBuilder words = new StringBuilder("%s: %,d in %.1f s".formatted(what, operations, seconds));
        figures().forEach(
                figure -> words.append(", ").append(Figure.form(figure.value())).append(' ').append(figure.unit()));
        return words.toString();
    }
}
