package io.spillway.system.crash;

import java.nio.file.Path;
import java.util.Random;

import io.spillway.system.appliance.ApplianceProcess;
import io.spillway.system.disk.LoopDisk;
import io.spillway.system.ledger.Writers;
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
    void acknowledgedWritesOutlivePowerCuts(LoopDisk.Kind kind) throws Exception {
        cutAndAudit(kind, Rounds.FEW);
    }

    @ParameterizedTest
    @EnumSource(LoopDisk.Kind.class)
    @Tag("faults")
    void acknowledgedWritesOutliveManyPowerCuts(LoopDisk.Kind kind) throws Exception {
        cutAndAudit(kind, Rounds.of("power-cut", 10));
    }

    private void cutAndAudit(LoopDisk.Kind kind, int rounds) throws Exception {
        Random random = new Random(Rounds.seed("power cut on " + kind));
        try (LoopDisk disk = LoopDisk.make(kind, folder, DISK)) {
            CrashAudit audit = new CrashAudit(ApplianceProcess.Launch.on(disk.mountPoint().resolve("data"))
                    .with("metachunk.size=1MiB", "store.readers-grace=1s"), Writers.Pace.HURRIED);
            for (int round = 0; round < rounds; round++) {
                audit.round(50 + random.nextInt(300), random.nextLong(), appliance -> {
                    disk.cutPower();
                    appliance.kill();
                });
                disk.mountAgain();
            }
            audit.lastAudit((_, _) -> {});
            assertThat(audit.acknowledged()).isGreaterThanOrEqualTo(50L * rounds);
            System.out.println(rounds + " power cuts on " + kind + ", " + audit.acknowledged()
                    + " acknowledged writes, none lost");
        }
    }
}
