package io.spillway.system.crash;

import java.nio.file.Path;
import java.util.Random;

import io.spillway.system.appliance.ApplianceProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code kill -9} in the middle of concurrent writes: every acknowledged one is there afterwards, none changed back. */
class KillIT {
    @TempDir
    Path folder;

    @Test
    void acknowledgedWritesOutliveThreeKills() throws Exception {
        killAndAudit(3);
    }

    @Test
    @Tag("faults")
    void acknowledgedWritesOutliveTwentyKills() throws Exception {
        killAndAudit(20);
    }

    private void killAndAudit(int rounds) throws Exception {
        ApplianceProcess.Launch launch = ApplianceProcess.Launch.on(folder.resolve("data"))
                .with("metachunk.size=1MiB");
        Random random = new Random(rounds);
        CrashAudit audit = new CrashAudit();
        audit.createBucket(launch);
        for (int round = 0; round < rounds; round++) {
            audit.writeUntilTheEnd(launch, 100 + random.nextInt(400), round * 100L, ApplianceProcess::kill);
            audit.audit(launch);
        }
        assertThat(audit.acknowledged()).isGreaterThanOrEqualTo(100L * rounds);
        System.out.println(rounds + " kills, " + audit.acknowledged() + " acknowledged writes, none lost");
    }
}
