package io.spillway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "measure", mixinStandardHelpOptions = true, description = "Starts the packaged appliance on fresh data directories, measures it, and writes a report.")
final class MeasureCommand implements Callable<Integer> {
    /** What can be measured. */
    enum Part {
        /** PUT and GET at three sizes, each PUT beside the plain disk. */
        SIZES,
        /** Many objects in one container. */
        MANY,
        /** One large object through a small heap. */
        LARGE,
        /** Start and memory of an appliance at rest. */
        IDLE,
        /** Objects that move to a folder. */
        TIER
    }

    @Option(names = "--launcher", required = true, description = "the appliance's own: ./spillway")
    private Path launcher = Path.of("");
    @Option(names = "--work", required = true, description = "a folder on the disk to measure; what is made there is removed")
    private Path work = Path.of("");
    @Option(names = "--report", required = true, description = "the files to write, without .md and .csv")
    private Path report = Path.of("");
    @Option(names = "--command", defaultValue = "bench measure", description = "what the report says it was made by")
    private String command = "";
    @Option(names = "--label", defaultValue = "unknown", description = "what is measured, such as a commit")
    private String label = "";
    @Option(names = "--only", split = ",", description = "some of: ${COMPLETION-CANDIDATES}; default: all")
    private Set<Part> parts = EnumSet.allOf(Part.class);
    @Option(names = "--rounds", defaultValue = "3", description = "default: ${DEFAULT-VALUE}")
    private int rounds;
    @Option(names = "--seconds", defaultValue = "10", description = "of each load of sizes; default: ${DEFAULT-VALUE}")
    private int seconds;
    @Option(names = "--objects", defaultValue = "100000", description = "in the one container; default: ${DEFAULT-VALUE}")
    private long objects;
    @Option(names = "--large", defaultValue = "5GiB", description = "the large object; default: ${DEFAULT-VALUE}")
    private Size large = new Size(0);
    @Option(names = "--moved", defaultValue = "4000", description = "objects of 16 KiB that move to a folder, and one of 64 MiB for each 160; default: ${DEFAULT-VALUE}")
    private long moved;
    @Option(names = "--minutes", defaultValue = "90", description = "after which it gives up; default: ${DEFAULT-VALUE}")
    private int minutes;
    @Option(names = "--java-options", defaultValue = Launcher.AS_ON_2_GIB, description = "of the appliance in profile normal; default: ${DEFAULT-VALUE}")
    private String javaOptions = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        Deadline.in(Duration.ofMinutes(minutes));
        Files.createDirectories(work);
        Path folder = Files.createTempDirectory(work, "bench-");
        Report table = new Report();
        try {
            Bed bed = new Bed(Launcher.normal(launcher, javaOptions), folder);
            List<String> notes = notes(bed);
            // All rounds of a part, then the next: the last one removes many files, which makes others slow to make.
            for (Part part : parts) {
                for (int round = 1; round <= rounds; round++) {
                    System.out.println("round " + round + " of " + rounds + ": " + part);
                    scenario(part, bed).round(table);
                    // After each, so that what was measured outlives what was not.
                    write(table, notes);
                }
            }
        } finally {
            Folders.remove(folder);
        }
        System.out.println("wrote " + report + ".md and " + report + ".csv");
        return table.errors() == 0 ? 0 : 1;
    }

    private Scenario scenario(Part part, Bed bed) {
        return switch (part) {
            case SIZES -> new Sizes(bed, Duration.ofSeconds(seconds));
            case MANY -> new OneContainer(bed, objects);
            case LARGE -> new LargeObject(bed, large);
            case IDLE -> new Idle(bed);
            case TIER -> new MoveOut(bed, moved);
        };
    }

    private void write(Report table, List<String> notes) throws IOException {
        Files.writeString(Path.of(report + ".md"), table.markdown(notes));
        Files.writeString(Path.of(report + ".csv"), table.csv());
    }

    private List<String> notes(Bed bed) throws IOException, InterruptedException {
        List<String> version = bed.launcher().run(List.of("version")).lines().toList();
        return List.of(LocalDate.now(ZoneOffset.UTC) + ", commit " + label + ", " + String.join(", ", version),
                Machine.inWords(work), "made by `" + command + "`, every round on fresh data directories",
                "appliance in " + bed.launcher().inWords()
                        + ", over loopback; rows that say -Xmx128m or small in profile small",
                "every byte of every GET is compared with what was put");
    }
}
