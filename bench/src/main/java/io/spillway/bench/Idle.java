package io.spillway.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** An appliance that nobody talks to: how soon it is ready, and its memory once it has settled. */
record Idle(Bed bed) implements Scenario {
    /** Long enough for what runs in the background to have run. */
    private static final Duration SETTLING = Duration.ofSeconds(15);

    @Override
    public void round(Report report) throws IOException, InterruptedException {
        for (Bed each : List.of(bed, bed.small())) {
            each.withFolder("idle", data -> {
                long begin = System.nanoTime();
                try (Appliance appliance = each.start(data)) {
                    double seconds = (System.nanoTime() - begin) / 1e9;
                    Thread.sleep(SETTLING);
                    String profile = ", profile " + each.launcher().profile();
                    report.add(new Figure("start on a new data directory" + profile, "s", seconds));
                    report.add(new Figure("RSS when idle" + profile, "MiB",
                            ProcessUsage.of(appliance.pid()).residentBytes() / (double) (1 << 20)));
                }
            });
        }
    }
}
