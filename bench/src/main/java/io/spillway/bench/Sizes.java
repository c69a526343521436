package io.spillway.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * PUT and GET of objects of three sizes. The plain disk writes the same bytes from as many threads for half the time
 * before each PUT and for half of it after: a disk that changes its mind is seen by both.
 */
record Sizes(Bed bed, Duration time) implements Scenario {
    private static final List<Cell> CELLS = List.of(new Cell(Size.parse("4KiB"), 16),
            new Cell(Size.parse("1MiB"), 16), new Cell(Size.parse("64MiB"), 4));
    /** No load writes more, however long it may run, so that a small disk serves. */
    private static final long MOST_BYTES = 4L << 30;

    private record Cell(Size size, int clients) {
        String inWords() {
            return size + ", " + clients + " clients";
        }
    }

    @Override
    public void round(Report report) throws IOException, InterruptedException {
        bed.withFolder("data", data -> {
            try (Appliance appliance = bed.start(data)) {
                Bed.warmUp(appliance);
                for (Cell cell : CELLS) {
                    // Its space is given back behind the GET only, since that would slow down what stands beside it.
                    bed.withFolder("disk", disk -> measure(cell, disk, appliance, report));
                }
            }
        });
    }

    private void measure(Cell cell, Path disk, Appliance appliance, Report report)
            throws IOException, InterruptedException {
        S3Load s3 = appliance.load("bench-" + cell.size().bytes());
        s3.createBucket();
        Body body = new Body(cell.size().bytes());
        OptionalLong pid = OptionalLong.of(appliance.pid());
        Load halfOfDisk = new Load("plain disk " + cell.inWords(), cell.clients(), most(cell) / 2, time.dividedBy(2),
                OptionalLong.empty());

        Measurement before = halfOfDisk.run(() -> new DiskBaseline(disk).writes(body));
        Measurement put = new Load("PUT " + cell.inWords(), cell.clients(), most(cell), time, pid)
                .run(() -> s3.puts(body));
        Measurement after = halfOfDisk.run(() -> new DiskBaseline(disk).writes(body));
        report.add(put, before.and(after));
        report.add(new Load("GET " + cell.inWords(), cell.clients(), Long.MAX_VALUE, time, pid)
                .run(() -> s3.gets(body, put.operations())));
    }

    private static long most(Cell cell) {
        return MOST_BYTES / cell.size().bytes();
    }
}
