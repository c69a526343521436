package io.spillway.system.disk;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import io.spillway.system.appliance.ApplianceCredentials;
import io.spillway.system.appliance.ApplianceProcess;
import io.spillway.system.appliance.Bucket;
import io.spillway.system.appliance.Poll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.S3Exception;

import static org.assertj.core.api.Assertions.assertThat;

/** A disk that is really full: writes are refused cleanly, everything else goes on, and room that is made is used. */
class FullDiskIT {
    private static final long DISK = 512L << 20;
    private static final int OBJECT = 4 << 20;

    @TempDir
    Path folder;

    @Test
    void aFullDiskRefusesWritesAndNothingElse() throws Exception {
        try (LoopDisk disk = LoopDisk.make(LoopDisk.Kind.EXT4, folder, DISK)) {
            ApplianceProcess.Launch launch = ApplianceProcess.Launch.on(disk.mountPoint().resolve("data"))
                    .with("store.readers-grace=0s");
            int stored;
            try (ApplianceProcess appliance = ApplianceProcess.start(launch);
                    Bucket bucket = new Bucket(appliance.s3(), ApplianceCredentials.of(launch.data()), "full")) {
                bucket.create();
                stored = fill(bucket);
                assertThat(appliance.isAlive()).as("it said: %s", appliance.output()).isTrue();
                assertReadable(bucket, stored);
                bucket.delete(key(0));
                bucket.delete(key(1));
                assertThat(bucket.keys()).hasSize(stored - 2);
                Poll.awaitThat("a write after room was made", Duration.ofSeconds(60),
                        () -> refusal(bucket, key(0), body(0)).isEmpty());
                bucket.put(key(1), body(1));
            }
            try (ApplianceProcess appliance = ApplianceProcess.start(launch);
                    Bucket bucket = new Bucket(appliance.s3(), ApplianceCredentials.of(launch.data()), "full")) {
                assertReadable(bucket, stored);
                assertThat(appliance.stop()).isZero();
            }
        }
    }

    /** Puts until it is refused; answers how many went in. */
    private static int fill(Bucket bucket) {
        for (int number = 0; number < DISK / OBJECT + 1; number++) {
            Optional<S3Exception> refusal = refusal(bucket, key(number), body(number));
            if (refusal.isPresent()) {
                assertThat(refusal.get().statusCode()).as(refusal.get().getMessage()).isIn(503, 507);
                assertThat(refusal.get().awsErrorDetails().errorMessage()).isNotBlank();
                assertThat(bucket.read(key(number))).isEmpty();
                return number;
            }
        }
        throw new AssertionError("a disk of " + DISK + " bytes took more than that");
    }

    private static Optional<S3Exception> refusal(Bucket bucket, String key, byte[] body) {
        try {
            bucket.put(key, body);
            return Optional.empty();
        } catch (S3Exception e) {
            return Optional.of(e);
        }
    }

    private static void assertReadable(Bucket bucket, int stored) {
        List<String> keys = new ArrayList<>();
        for (int number = 0; number < stored; number++) {
            assertThat(bucket.read(key(number)).orElseThrow()).isEqualTo(body(number));
            keys.add(key(number));
        }
        assertThat(bucket.keys()).isEqualTo(keys);
        assertThat(stored).isPositive();
    }

    private static String key(int number) {
        return "object-%04d".formatted(number);
    }

    private static byte[] body(int number) {
        byte[] bytes = new byte[OBJECT];
        new Random(number).nextBytes(bytes);
        return bytes;
    }
}
