package io.spillway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a process has used, from {@code /proc}: CPU seconds since its start, memory now and at its peak. */
record ProcessUsage(double cpuSeconds, long residentBytes, long peakBytes) {
    /** USER_HZ, which Linux has fixed for user space on the machines that Java 25 runs on. */
    private static final double TICKS_PER_SECOND = 100;

    static ProcessUsage of(long pid) throws IOException {
        Path folder = Path.of("/proc", String.valueOf(pid));
        String stat = Files.readString(folder.resolve("stat"));
        // The command name is in parentheses and may hold spaces; utime and stime are the 12th and 13th behind it.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        List<String> status = Files.readAllLines(folder.resolve("status"));
        return new ProcessUsage((Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND,
                kibibytes(status, "VmRSS:") << 10, kibibytes(status, "VmHWM:") << 10);
    }

    /** What was used since then, with the memory of now. */
    ProcessUsage since(ProcessUsage before) {
        return new ProcessUsage(cpuSeconds - before.cpuSeconds, residentBytes, peakBytes);
    }

    /** Sets the peak back to what is resident now, so that each measurement has a peak of its own. */
    static void forgetPeak(long pid) throws IOException {
        Files.writeString(Path.of("/proc", String.valueOf(pid), "clear_refs"), "5");
    }

    private static long kibibytes(List<String> status, String name) {
        return status.stream().filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).replace("kB", "").strip()).mapToLong(Long::parseLong)
                .findFirst().orElse(0);
    }
}
