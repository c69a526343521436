package io.spillway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "disk", mixinStandardHelpOptions = true, description = "Writes, forces, renames and forces the folder, without any server: what the disk allows.")
final class DiskCommand implements Callable<Integer> {
    @Option(names = "--folder", required = true, description = "where to write; what is written is removed again")
    private Path folder = Path.of("");
    @Option(names = "--size", defaultValue = "4KiB", description = "of a file; default: ${DEFAULT-VALUE}")
    private Size size = new Size(0);
    @Option(names = "--count", defaultValue = "100000", description = "most files; default: ${DEFAULT-VALUE}")
    private long count;
    @Option(names = "--concurrency", defaultValue = "16", description = "threads; default: ${DEFAULT-VALUE}")
    private int concurrency;
    @Option(names = "--seconds", defaultValue = "10", description = "most time; default: ${DEFAULT-VALUE}")
    private int seconds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path own = Files.createTempDirectory(folder, "disk-baseline-");
        try {
            Body body = new Body(size.bytes());
            Load load = new Load("disk " + size, concurrency, count, Duration.ofSeconds(seconds),
                    OptionalLong.empty());
            System.out.println(load.run(() -> new DiskBaseline(own).writes(body)).inWords());
        } finally {
            Folders.remove(own);
        }
        return 0;
    }
}
