package io.spillway.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;

/** Many small objects in one container: their PUT rate, a listing of all, a dry run of a policy, and what is kept for each. */
record OneContainer(Bed bed, long objects) implements Scenario {
    private static final Size SIZE = Size.parse("4KiB");
    private static final String BUCKET = "many";
    private static final int CLIENTS = 16;
    private static final int LISTINGS = 3;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    @Override
    public void round(Report report) throws IOException, InterruptedException {
        bed.withFolder("data", data -> {
            long stored;
            try (Appliance appliance = bed.start(data)) {
                stored = Bed.warmUp(appliance) + fill(appliance, report);
            }
            Overhead.of(data, stored, SIZE.bytes()).figures().forEach(report::add);
        });
    }

    private long fill(Appliance appliance, Report report) throws IOException, InterruptedException {
        S3Load s3 = appliance.load(BUCKET);
        s3.createBucket();
        Body body = new Body(SIZE.bytes());
        OptionalLong pid = OptionalLong.of(appliance.pid());
        String many = "%,d objects in one container".formatted(objects);
        Measurement puts = new Load("PUT " + SIZE + ", " + many, CLIENTS, objects, LONGEST, pid)
                .run(() -> s3.puts(body));
        report.add(puts);
        report.add(new Load("LIST of " + many + ", by 1,000", 1, LISTINGS, LONGEST, pid)
                .run(() -> s3.listings(puts.operations())));
        bed.withFolder("tier", folder -> dryRun(Tier.of(bed.launcher(), appliance.data(), folder), puts, report));
        return puts.operations();
    }

    private static void dryRun(Tier tier, Measurement puts, Report report) throws IOException, InterruptedException {
        Tier.Run run = tier.dryRun(BUCKET);
        if (run.due() != puts.operations()) {
            throw new IOException("the dry run saw " + run.due() + " objects instead of " + puts.operations());
        }
        report.add(new Figure("dry run of a policy over %,d objects, with its command".formatted(run.due()), "s",
                run.seconds()));
        report.add(new Figure("any command of the command line", "s", tier.secondsOfACommand()));
    }
}
