package io.spillway.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;

/** One object in and out of an appliance whose heap is 128 MiB. */
record LargeObject(Bed bed, Size size) implements Scenario {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    @Override
    public void round(Report report) throws IOException, InterruptedException {
        bed.withFolder("large", data -> {
            try (Appliance appliance = bed.small().start(data)) {
                S3Load s3 = appliance.load("large");
                s3.createBucket();
                Body body = new Body(size.bytes());
                OptionalLong pid = OptionalLong.of(appliance.pid());
                report.add(new Load("PUT " + size + " through -Xmx128m", 1, 1, LONGEST, pid)
                        .run(() -> s3.puts(body)));
                report.add(new Load("GET " + size + " through -Xmx128m", 1, 1, LONGEST, pid)
                        .run(() -> s3.gets(body, 1)));
            }
        });
    }
}
