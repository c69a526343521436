package io.spillway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The loads that are measured, each beside the plain disk under the same bytes.
 *
 * @param work a folder on the disk to measure
 * @param seconds of each load
 * @param objects in the one large container
 */
record Matrix(Appliance.Launch launch, Path work, int seconds, long objects) {
    private static final List<Cell> CELLS = List.of(new Cell(Size.parse("4KiB"), 16),
            new Cell(Size.parse("1MiB"), 16), new Cell(Size.parse("64MiB"), 4));
    /** No load writes more, however long it may run, so that a small disk serves. */
    private static final long MOST_BYTES = 4L << 30;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Size SMALL = Size.parse("4KiB");

    private record Cell(Size size, int clients) {}

    void round(Report report) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory(work, "data-");
        try {
            try (Appliance appliance = Appliance.start(launch, data)) {
                warmUp(appliance);
                for (Cell cell : CELLS) {
                    disk(cell, report);
                    putAndGet(appliance, cell, report);
                }
            }
            Folders.remove(data);
            Files.createDirectory(data);
            oneLargeContainer(data, report);
        } finally {
            Folders.remove(data);
        }
    }

    /** So that the first figures are not those of the compiler; answers how many objects it left. */
    private static long warmUp(Appliance appliance) throws IOException, InterruptedException {
        S3Load s3 = appliance.load("warm-up");
        s3.createBucket();
        Body body = new Body(SMALL.bytes());
        Measurement put = new Load("warm-up", 16, Long.MAX_VALUE, WARM_UP, OptionalLong.empty())
                .run(() -> s3.puts(body));
        Measurement get = new Load("warm-up", 16, Long.MAX_VALUE, WARM_UP, OptionalLong.empty())
                .run(() -> s3.gets(body, put.operations()));
        if (put.errors() + get.errors() > 0) {
            throw new IOException("the warm-up met errors; they are above");
        }
        return put.operations();
    }

    private void disk(Cell cell, Report report) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(work, "disk-");
        try {
            Body body = new Body(cell.size().bytes());
            Load load = load("disk " + cell.size(), cell, OptionalLong.empty());
            report.add(load.run(() -> new DiskBaseline(folder).writes(body)));
        } finally {
            Folders.remove(folder);
        }
    }

    private void putAndGet(Appliance appliance, Cell cell, Report report) throws IOException, InterruptedException {
        S3Load s3 = appliance.load("bench-" + cell.size().bytes());
        s3.createBucket();
        Body body = new Body(cell.size().bytes());
        OptionalLong pid = OptionalLong.of(appliance.pid());
        Measurement put = load("PUT " + cell.size(), cell, pid).run(() -> s3.puts(body));
        report.add(put);
        Load reads = new Load("GET " + cell.size() + ", " + cell.clients() + " clients", cell.clients(), Long.MAX_VALUE,
                Duration.ofSeconds(seconds), pid);
        report.add(reads.run(() -> s3.gets(body, put.operations())));
    }

    private Load load(String what, Cell cell, OptionalLong pid) {
        return new Load(what + ", " + cell.clients() + " clients", cell.clients(), MOST_BYTES / cell.size().bytes(),
                Duration.ofSeconds(seconds), pid);
    }

    /** PUT rate and listing of many objects in one container, and what the directory keeps for each. */
    private void oneLargeContainer(Path data, Report report) throws IOException, InterruptedException {
        long stored = objects;
        try (Appliance appliance = Appliance.start(launch, data)) {
            stored += warmUp(appliance);
            S3Load s3 = appliance.load("large");
            s3.createBucket();
            Body body = new Body(SMALL.bytes());
            OptionalLong pid = OptionalLong.of(appliance.pid());
            String many = "%,d objects in one container".formatted(objects);
            Measurement puts = new Load("PUT " + SMALL + ", " + many, 16, objects, LONGEST, pid)
                    .run(() -> s3.puts(body));
            report.add(puts);
            report.add(new Load("LIST all of " + many, 1, 3, LONGEST, pid)
                    .run(() -> s3.listings(puts.operations())));
        }
        report.add(Overhead.of(data, stored, SMALL.bytes()));
    }

    /** One object of this size in and out through a heap of 128 MiB. */
    void stream(Size size, Report report) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory(work, "stream-");
        List<String> options = new ArrayList<>(launch.jvmOptions());
        options.removeIf(option -> option.startsWith("-Xmx") || option.startsWith("-XX:MaxDirectMemorySize"));
        options.addAll(List.of("-Xmx128m", "-XX:MaxDirectMemorySize=96m"));
        try (Appliance appliance = Appliance.start(new Appliance.Launch(launch.java(), launch.lib(), options), data)) {
            S3Load s3 = appliance.load("stream");
            s3.createBucket();
            Body body = new Body(size.bytes());
            OptionalLong pid = OptionalLong.of(appliance.pid());
            report.add(new Load("PUT " + size + " through -Xmx128m", 1, 1, LONGEST, pid).run(() -> s3.puts(body)));
            report.add(new Load("GET " + size + " through -Xmx128m", 1, 1, LONGEST, pid)
                    .run(() -> s3.gets(body, 1)));
        } finally {
            Folders.remove(data);
        }
    }
}
