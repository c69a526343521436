package io.spillway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * Where it is measured: appliances on fresh data directories, all in one folder.
 *
 * @param folder on the disk to measure; nothing else is in it
 */
record Bed(Launcher launcher, Path folder) {
    /** Until the second compiler rests, which shares the cores with the load. */
    private static final Duration WARM_UP_OF_PUT = Duration.ofSeconds(150);
    private static final Duration WARM_UP_OF_GET = Duration.ofSeconds(30);
    private static final Size WARM_UP_SIZE = Size.parse("4KiB");

    Appliance start(Path data, String... settings) throws IOException, InterruptedException {
        return Appliance.start(launcher, data, List.of(settings));
    }

    Bed small() {
        return new Bed(launcher.small(), folder);
    }

    /** Gives a new folder to the work. What is in it goes when everything has been measured, large files' bytes at once. */
    void withFolder(String name, Work work) throws IOException, InterruptedException {
        Path own = Files.createTempDirectory(folder, name + "-");
        try {
            work.in(own);
        } finally {
            Folders.giveSpaceBack(own);
        }
    }

    /** What is done in a folder. */
    interface Work {
        void in(Path folder) throws IOException, InterruptedException;
    }

    /** So that the first figures are not those of the compiler; answers how many objects it left. */
    static long warmUp(Appliance appliance) throws IOException, InterruptedException {
        S3Load s3 = appliance.load("warm-up");
        s3.createBucket();
        Body body = new Body(WARM_UP_SIZE.bytes());
        Measurement put = new Load("warm-up", 16, Long.MAX_VALUE, WARM_UP_OF_PUT, OptionalLong.empty())
                .run(() -> s3.puts(body));
        Measurement get = new Load("warm-up", 16, Long.MAX_VALUE, WARM_UP_OF_GET, OptionalLong.empty())
                .run(() -> s3.gets(body, put.operations()));
        if (put.errors() + get.errors() > 0) {
            throw new IOException("the warm-up met errors; they are above");
        }
        return put.operations();
    }
}
