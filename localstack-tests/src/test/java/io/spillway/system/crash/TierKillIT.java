package io.spillway.system.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.spillway.system.appliance.ApplianceProcess;
import io.spillway.system.appliance.Poll;
import io.spillway.system.ledger.Writers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code kill -9} while objects move to a target and are overwritten, deleted and put meanwhile: every acknowledged
 * write is there afterwards, wherever its bytes are by then, none changed back; and once all has settled, the target
 * holds what is pointed to and nothing else.
 */
class TierKillIT {
    private static final Duration MOVING = Duration.ofMinutes(2);
    private static final Duration SETTLING = Duration.ofMinutes(3);
    /** Longer than a move takes, so that the kill meets every step of one. */
    private static final long LATEST_KILL_MILLIS = 1500;

    @TempDir
    Path folder;
    private ApplianceProcess.Launch launch;
    private FolderTarget target;
    private PolicyRuns policy;

    @BeforeEach
    void targetAndPolicy() throws IOException {
        launch = ApplianceProcess.Launch.on(folder.resolve("data")).with("metachunk.size=1MiB",
                "store.readers-grace=1s", "tier.release-grace=1s", "tier.garbage-grace=1s", "tier.longest-upload=5s",
                "tier.interval=1s");
        target = new FolderTarget("cold", Files.createDirectory(folder.resolve("target")));
        policy = PolicyRuns.everything(launch.data(), folder, target.name());
    }

    @Test
    void acknowledgedObjectsOutliveKillsWhileTheyMove() throws Exception {
        killAndAudit(Rounds.FEW);
    }

    @Test
    @Tag("faults")
    void acknowledgedObjectsOutliveManyKillsWhileTheyMove() throws Exception {
        killAndAudit(Rounds.of("tier-kill", 20));
    }

    private void killAndAudit(int rounds) throws Exception {
        CrashAudit audit = new CrashAudit(launch, Writers.Pace.CALM);
        Random random = new Random(Rounds.seed("kill while tiering"));
        for (int round = 0; round < rounds; round++) {
            if (round == 0) {
                audit.round(50, random.nextLong(), _ -> target.add(launch.data()), one -> killWhileMoving(one, random));
            } else {
                // What was at rest is in the target alone then, and is overwritten and deleted there.
                audit.round(20 + random.nextInt(100), random.nextLong(), _ -> policy.settle(),
                        one -> killWhileMoving(one, random));
            }
        }
        audit.lastAudit((appliance, bucket) -> {
            policy.settle();
            audit.audit(appliance, bucket);
            onlyWhatIsPointedToIsLeft(bucket.notEmpty());
            bucket.keys().forEach(bucket::delete);
            onlyWhatIsPointedToIsLeft(0);
        });
        System.out.println(rounds + " kills while tiering, " + audit.acknowledged()
                + " acknowledged writes, none lost, nothing left behind in the target");
    }

    private void killWhileMoving(ApplianceProcess appliance, Random random) throws Exception {
        Set<Path> before = target.packs();
        try (PolicyRuns.Loop runs = policy.loop()) {
            Poll.until(MOVING, () -> {
                boolean moved = !before.containsAll(target.packs());
                return moved || runs.failure().isPresent() ? Optional.of(moved) : Optional.empty();
            }, () -> true);
            assertThat(runs.failure()).as("the appliance said:\n%s", appliance.output()).isEmpty();
            assertThat(before.containsAll(target.packs())).as("nothing moved").isFalse();
            TimeUnit.MILLISECONDS.sleep(random.nextLong(LATEST_KILL_MILLIS));
            appliance.kill();
        }
    }

    private void onlyWhatIsPointedToIsLeft(long objects) throws IOException {
        Poll.until(SETTLING, () -> target.packs().size() == objects && target.uploads().isEmpty()
                ? Optional.of(true)
                : Optional.empty(), () -> true);
        assertThat(target.packs()).as("packs in the target").hasSize((int) objects);
        assertThat(target.uploads()).as("uploads in the target").isEmpty();
        assertThat(target.backups()).as("backups of the one bucket").hasSizeLessThanOrEqualTo(1);
    }
}
