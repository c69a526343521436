package io.spillway.system.crash;

import java.nio.file.Path;
import java.util.Random;

import io.spillway.system.appliance.ApplianceProcess;
import io.spillway.system.disk.LoopDisk;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The disk loses power in the middle of concurrent writes: what was acknowledged is on it. */
class PowerCutIT {
    private static final long DISK = 4L << 30;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(LoopDisk.Kind.class)
    void acknowledgedWritesOutliveAPowerCut(LoopDisk.Kind kind) throws Exception {
        cutAndAudit(kind, 1);
    }

    @ParameterizedTest
    @EnumSource(LoopDisk.Kind.class)
    @Tag("faults")
    void acknowledgedWritesOutliveTenPowerCuts(LoopDisk.Kind kind) throws Exception {
        cutAndAudit(kind, 10);
    }

    private void cutAndAudit(LoopDisk.Kind kind, int rounds) throws Exception {
        Random random = new Random(rounds);
        CrashAudit audit = new CrashAudit();
        try (LoopDisk disk = LoopDisk.make(kind, folder, DISK)) {
            ApplianceProcess.Launch launch = ApplianceProcess.Launch.on(disk.mountPoint().resolve("data"))
                    .with("metachunk.size=1MiB", "store.readers-grace=1s");
            for (int round = 0; round < rounds; round++) {
                audit.round(launch, 50 + random.nextInt(300), round * 100L, appliance -> {
                    disk.cutPower();
                    appliance.kill();
                });
                disk.mountAgain();
            }
            audit.lastAudit(launch);
        }
        assertThat(audit.acknowledged()).isGreaterThanOrEqualTo(50L * rounds);
        System.out.println(rounds + " power cuts on " + kind + ", " + audit.acknowledged()
                + " acknowledged writes, none lost");
    }
}
