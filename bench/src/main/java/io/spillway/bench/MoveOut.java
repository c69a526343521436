package io.spillway.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Objects that move to a folder: how fast they go, and how soon the first bytes of one come from there.
 *
 * @param small how many small ones; there are far fewer large ones, which hold more bytes even so
 */
record MoveOut(Bed bed, long small) implements Scenario {
    private static final Size SMALL = Size.parse("16KiB");
    private static final Size LARGE = Size.parse("64MiB");
    private static final int SMALL_TO_A_LARGE = 160;
    private static final Size BEGINNING = Size.parse("4KiB");
    private static final int READS = 1000;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private record Cell(Size size, long objects) {
        String bucket() {
            return "move-" + size.bytes();
        }
    }

    @Override
    public void round(Report report) throws IOException, InterruptedException {
        bed.withFolder("data", data -> {
            try (Appliance appliance = bed.start(data, Tier.AT_ONCE.toArray(String[]::new))) {
                Bed.warmUp(appliance);
                bed.withFolder("tier", folder -> move(appliance, folder, report));
            }
        });
    }

    private void move(Appliance appliance, Path folder, Report report) throws IOException, InterruptedException {
        Tier tier = Tier.of(bed.launcher(), appliance.data(), folder);
        double command = tier.secondsOfACommand();
        for (Cell cell : List.of(new Cell(SMALL, small), new Cell(LARGE, Math.max(1, small / SMALL_TO_A_LARGE)))) {
            S3Load s3 = appliance.load(cell.bucket());
            s3.createBucket();
            Body body = new Body(cell.size().bytes());
            Measurement put = new Load("to be moved", 4, cell.objects(), LONGEST, OptionalLong.empty())
                    .run(() -> s3.puts(body));
            report.add(beginnings(appliance, cell, "local").run(() -> s3.getsOfBeginnings(body, put.operations(),
                    BEGINNING)));
            report.add(out(appliance, tier, cell, put, command));
            report.add(beginnings(appliance, cell, "cold").run(() -> s3.getsOfBeginnings(body, put.operations(),
                    BEGINNING)));
        }
    }

    private static Load beginnings(Appliance appliance, Cell cell, String where) {
        return new Load("GET the first %s of %s, %s, 1 client".formatted(BEGINNING, cell.size(), where), 1, READS,
                LONGEST, OptionalLong.of(appliance.pid()));
    }

    /** The start of the command's own virtual machine is taken off. */
    private static Measurement out(Appliance appliance, Tier tier, Cell cell, Measurement put, double command)
            throws IOException, InterruptedException {
        ProcessUsage before = ProcessUsage.of(appliance.pid());
        ProcessUsage.forgetPeak(appliance.pid());
        Tier.Run run = tier.moveEverything(cell.bucket());
        if (run.due() != put.operations()) {
            throw new IOException("the run moved " + run.due() + " objects instead of " + put.operations());
        }
        return new Measurement("move %s to a folder and let go".formatted(cell.size()), put.operations(), put.bytes(),
                Math.max(run.seconds() - command, 0.001), 0, new Latencies(),
                Optional.of(ProcessUsage.of(appliance.pid()).since(before)));
    }
}
