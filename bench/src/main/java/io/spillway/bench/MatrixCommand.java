package io.spillway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "matrix", mixinStandardHelpOptions = true, description = "Starts the appliance on fresh data directories, runs every load, writes a table in Markdown.")
final class MatrixCommand implements Callable<Integer> {
    @Option(names = "--lib", required = true, description = "the folder of the appliance's jars")
    private Path lib = Path.of("");
    @Option(names = "--work", required = true, description = "a folder on the disk to measure; emptied again")
    private Path work = Path.of("");
    @Option(names = "--report", required = true, description = "the file to write")
    private Path report = Path.of("");
    @Option(names = "--version-label", defaultValue = "unknown", description = "what is measured, such as a commit")
    private String version = "";
    @Option(names = "--rounds", defaultValue = "3", description = "default: ${DEFAULT-VALUE}")
    private int rounds;
    @Option(names = "--seconds", defaultValue = "10", description = "of each load; default: ${DEFAULT-VALUE}")
    private int seconds;
    @Option(names = "--objects", defaultValue = "100000", description = "in the one large container; default: ${DEFAULT-VALUE}")
    private long objects;
    @Option(names = "--stream", defaultValue = "5GiB", description = "one object through -Xmx128m, once; 0 for none; default: ${DEFAULT-VALUE}")
    private Size stream = new Size(0);
    @Option(names = "--jvm-option", description = "of the appliance's virtual machine; may be repeated")
    private List<String> jvmOptions = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Files.createDirectories(work);
        Matrix matrix = new Matrix(new Appliance.Launch(java, lib, jvmOptions), work, seconds, objects);
        Report table = new Report();
        for (int round = 1; round <= rounds; round++) {
            System.out.println("round " + round + " of " + rounds);
            matrix.round(table);
        }
        if (stream.bytes() > 0) {
            matrix.stream(stream, table);
        }
        Files.writeString(report, table.markdown(notes()));
        System.out.println("wrote " + report);
        return table.errors() == 0 ? 0 : 1;
    }

    private List<String> notes() throws IOException {
        return List.of(LocalDate.now(ZoneOffset.UTC) + ", version " + version, Machine.inWords(work),
                rounds + " rounds, each on fresh data directories, " + seconds + " s or 4 GiB for each load",
                "appliance run with `" + String.join(" ", jvmOptions) + "`",
                "made by `bench/run.sh`; bodies are compared byte by byte on every GET");
    }
}
