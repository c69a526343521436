package io.spillway.system.crash;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.spillway.system.appliance.ApplianceCredentials;
import io.spillway.system.appliance.ApplianceProcess;
import io.spillway.system.appliance.Bucket;
import io.spillway.system.ledger.Writers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code kill -9} in the middle of concurrent writes: every acknowledged one is there afterwards, none changed back. */
class KillIT {
    @TempDir
    Path folder;

    @Test
    void acknowledgedWritesOutliveKills() throws Exception {
        killAndAudit(Rounds.FEW);
    }

    @Test
    @Tag("faults")
    void acknowledgedWritesOutliveManyKills() throws Exception {
        killAndAudit(Rounds.of("kill", 20));
    }

    @Test
    void acknowledgedPartsOutliveAKillAndBecomeAnObject() throws Exception {
        ApplianceProcess.Launch launch = ApplianceProcess.Launch.on(folder.resolve("data"))
                .with("metachunk.size=1MiB");
        byte[] first = new byte[5 << 20];
        new Random(1).nextBytes(first);
        byte[] last = "the last part".getBytes(StandardCharsets.UTF_8);
        String upload;
        List<String> etags;
        try (ApplianceProcess appliance = ApplianceProcess.start(launch);
                Bucket bucket = new Bucket(appliance.s3(), ApplianceCredentials.of(launch.data()), "parts")) {
            bucket.create();
            upload = bucket.createUpload("object");
            etags = List.of(bucket.putPart("object", upload, 1, first), bucket.putPart("object", upload, 2, last));
            appliance.kill();
        }
        try (ApplianceProcess appliance = ApplianceProcess.start(launch);
                Bucket bucket = new Bucket(appliance.s3(), ApplianceCredentials.of(launch.data()), "parts")) {
            assertThat(bucket.keys()).isEmpty();
            bucket.complete("object", upload, etags);
            appliance.kill();
        }
        try (ApplianceProcess appliance = ApplianceProcess.start(launch);
                Bucket bucket = new Bucket(appliance.s3(), ApplianceCredentials.of(launch.data()), "parts")) {
            byte[] whole = Arrays.copyOf(first, first.length + last.length);
            System.arraycopy(last, 0, whole, first.length, last.length);
            assertThat(bucket.read("object").orElseThrow()).isEqualTo(whole);
        }
    }

    private void killAndAudit(int rounds) throws Exception {
        // A short grace, so that the kill meets removals of files too.
        CrashAudit audit = new CrashAudit(ApplianceProcess.Launch.on(folder.resolve("data"))
                .with("metachunk.size=1MiB", "store.readers-grace=1s"), Writers.Pace.HURRIED);
        Random random = new Random(Rounds.seed("kill"));
        for (int round = 0; round < rounds; round++) {
            audit.round(100 + random.nextInt(400), random.nextLong(), ApplianceProcess::kill);
        }
        audit.lastAudit((_, _) -> {});
        assertThat(audit.acknowledged()).isGreaterThanOrEqualTo(100L * rounds);
        System.out.println(rounds + " kills, " + audit.acknowledged() + " acknowledged writes, none lost");
    }
}
