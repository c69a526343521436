package io.spillway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the figures depend on, in a line. */
final class Machine {
    private Machine() {}

    static String inWords(Path disk) throws IOException {
        return "%d cores (%s), %s of memory, Linux %s, %s on %s, Java %s".formatted(
                Runtime.getRuntime().availableProcessors(), field(Path.of("/proc/cpuinfo"), "model name"),
                field(Path.of("/proc/meminfo"), "MemTotal"), System.getProperty("os.version"),
                Files.getFileStore(disk).type(), Files.getFileStore(disk).name(),
                System.getProperty("java.runtime.version"));
    }

    private static String field(Path file, String name) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return lines.stream().filter(line -> line.startsWith(name)).map(line -> line.split(":", 2)[1].strip())
                .findFirst().orElse("unknown");
    }
}
