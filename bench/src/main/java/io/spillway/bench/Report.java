package io.spillway.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Collects the figures of all rounds and writes them twice: as tables for people, with medians and the spread from least
 * to most, and as lines for machines, every round on its own.
 */
final class Report {
    private static final List<String> COLUMNS = List.of("operations/s", "MiB/s", "of plain disk", "p50 ms", "p99 ms",
            "CPU s/1000", "CPU s/GiB", "RSS MiB", "peak MiB", "errors");

    private record Subject(String what, String unit) {}

    private final Map<Subject, List<Double>> loads = new LinkedHashMap<>();
    private final Map<Subject, List<Double>> others = new LinkedHashMap<>();

    void add(Measurement measurement) {
        System.out.println(measurement.inWords());
        measurement.figures().forEach(figure -> keep(loads, figure));
    }

    /** A load and, measured beside it, the plain disk under the same bytes. */
    void add(Measurement measurement, Measurement disk) {
        add(disk);
        add(measurement);
        Figure ratio = new Figure(measurement.what(), "of plain disk", measurement.perSecond() / disk.perSecond());
        System.out.println(ratio.inWords());
        keep(loads, ratio);
    }

    void add(Figure figure) {
        System.out.println(figure.inWords());
        keep(others, figure);
    }

    private static void keep(Map<Subject, List<Double>> rows, Figure figure) {
        rows.computeIfAbsent(new Subject(figure.what(), figure.unit()), _ -> new ArrayList<>()).add(figure.value());
    }

    /** Of all loads and rounds. */
    long errors() {
        return (long) loads.entrySet().stream().filter(row -> row.getKey().unit().equals("errors"))
                .flatMap(row -> row.getValue().stream()).mapToDouble(Double::doubleValue).sum();
    }

    /** @param notes a line each: what was run, and how */
    String markdown(List<String> notes) {
        StringBuilder text = new StringBuilder("# Measurements\n\n");
        notes.forEach(note -> text.append("- ").append(note).append('\n'));
        text.append("""

                Median of the rounds (least–most). CPU and memory are those of the server alone; the generator shares
                the machine. A plain disk row is the same bytes from as many threads by write, fsync, rename and fsync
                of the folder, half of it before and half behind the PUT under it; "of plain disk" is their ratio.

                """);
        text.append("| load | rounds | ").append(String.join(" | ", COLUMNS)).append(" |\n|---|")
                .append("---|".repeat(COLUMNS.size() + 1)).append('\n');
        loads.keySet().stream().map(Subject::what).distinct().forEach(what -> text.append(row(what)));
        if (!others.isEmpty()) {
            text.append("\n| figure | rounds | |\n|---|---|---|\n");
            others.forEach((subject, values) -> text.append("| %s | %d | %s %s |\n".formatted(subject.what(),
                    values.size(), middle(values), subject.unit())));
        }
        return text.toString();
    }

    private String row(String what) {
        StringBuilder row = new StringBuilder("| " + what + " | " + rounds(what) + " |");
        COLUMNS.forEach(unit -> row.append(' ').append(middle(loads.getOrDefault(new Subject(what, unit), List.of())))
                .append(" |"));
        return row.append('\n').toString();
    }

    private int rounds(String what) {
        return loads.getOrDefault(new Subject(what, "operations/s"), List.of()).size();
    }

    /** Comma-separated values with a line of names. */
    String csv() {
        StringBuilder text = new StringBuilder("what,unit,round,value\n");
        for (Map<Subject, List<Double>> rows : List.of(loads, others)) {
            rows.forEach((subject, values) -> {
                for (int round = 0; round < values.size(); round++) {
                    text.append(String.format(Locale.ROOT, "\"%s\",%s,%d,%.6g%n", subject.what(), subject.unit(),
                            round + 1, values.get(round)));
                }
            });
        }
        return text.toString();
    }

    private static String middle(List<Double> values) {
        if (values.isEmpty()) {
            return "";
        }
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        double least = sorted[0];
        double most = sorted[sorted.length - 1];
        return least == most
                ? Figure.form(median)
                : "%s (%s–%s)".formatted(Figure.form(median), Figure.form(least), Figure.form(most));
    }
}
