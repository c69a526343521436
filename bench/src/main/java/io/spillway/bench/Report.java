package io.spillway.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Collects the measurements of all rounds and writes them as a table: medians, and the spread from least to most. */
final class Report {
    private final Map<String, List<Measurement>> rows = new LinkedHashMap<>();
    private final List<Overhead> overheads = new ArrayList<>();

    void add(Measurement measurement) {
        System.out.println(measurement.inWords());
        rows.computeIfAbsent(measurement.what(), _ -> new ArrayList<>()).add(measurement);
    }

    void add(Overhead overhead) {
        System.out.println(overhead);
        overheads.add(overhead);
    }

    long errors() {
        return rows.values().stream().flatMap(List::stream).mapToLong(Measurement::errors).sum();
    }

    /** @param notes a line each: what was run, and how */
    String markdown(List<String> notes) {
        StringBuilder text = new StringBuilder("# Measurements\n\n");
        notes.forEach(note -> text.append("- ").append(note).append('\n'));
        text.append(
                """

                        Median of the rounds (least to most). CPU is that of the server alone; the generator shares the machine.
                        A disk row is the same bytes by plain write, fsync, rename and fsync of the folder, in the same round.

                        | load | rounds | operations/s | MiB/s | p50 ms | p99 ms | CPU s/1000 | CPU s/GiB | RSS MiB | peak MiB | errors |
                        |---|---|---|---|---|---|---|---|---|---|---|
                        """);
        rows.forEach((what, all) -> text.append(row(what, all)));
        if (!overheads.isEmpty()) {
            text.append("\nBeside the objects' bytes, for each object of the large container, after a clean stop: ")
                    .append(figure(overheads, Overhead::databaseBytes, "%.0f")).append(" bytes of databases, ")
                    .append(figure(overheads, Overhead::otherBytes, "%.0f")).append(" of log and other files, ")
                    .append(figure(overheads, Overhead::diskBytes, "%.0f"))
                    .append(" on the disk in all, blocks of attributes counted.\n");
        }
        return text.toString();
    }

    private static String row(String what, List<Measurement> all) {
        boolean ofServer = all.stream().allMatch(one -> one.server().isPresent());
        boolean hasBytes = all.stream().allMatch(one -> one.bytes() > 0);
        return "| %s | %d | %s | %s | %s | %s | %s | %s | %s | %s | %d |\n".formatted(what, all.size(),
                figure(all, Measurement::perSecond, all.getFirst().perSecond() < 10 ? "%.2f" : "%.0f"),
                hasBytes ? figure(all, Measurement::mebibytesPerSecond, "%.1f") : "",
                figure(all, one -> one.latencies().percentileMillis(0.50), "%.2f"),
                figure(all, one -> one.latencies().percentileMillis(0.99), "%.2f"),
                ofServer ? figure(all, Measurement::cpuPerThousand, "%.2f") : "",
                ofServer && hasBytes ? figure(all, Measurement::cpuPerGibibyte, "%.2f") : "",
                ofServer ? figure(all, one -> mebibytes(one, ProcessUsage::residentBytes), "%.0f") : "",
                ofServer ? figure(all, one -> mebibytes(one, ProcessUsage::peakBytes), "%.0f") : "",
                all.stream().mapToLong(Measurement::errors).sum());
    }

    private static double mebibytes(Measurement one, ToDoubleFunction<ProcessUsage> field) {
        return one.server().map(field::applyAsDouble).orElse(0.0) / (1 << 20);
    }

    private static <T> String figure(List<T> all, ToDoubleFunction<T> field, String form) {
        double[] values = all.stream().mapToDouble(field).sorted().toArray();
        double median = (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
        String middle = form.formatted(median);
        return values.length == 1
                ? middle
                : middle + " (" + form.formatted(values[0]) + "–" + form.formatted(values[values.length - 1]) + ")";
    }
}
