package io.spillway.system.crash;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.spillway.system.appliance.ApplianceCredentials;
import io.spillway.system.appliance.ApplianceProcess;
import io.spillway.system.appliance.Bucket;
import io.spillway.system.appliance.Poll;
import io.spillway.system.ledger.AcknowledgedWrites;
import io.spillway.system.ledger.Writers;

import static org.assertj.core.api.Assertions.assertThat;

/** Rounds of writing, a violent end, a new start and an audit, all on one bucket and one ledger. */
final class CrashAudit {
    private static final String BUCKET = "audited";
    private static final int WRITERS = 8;
    private static final Duration WRITING = Duration.ofSeconds(60);

    private final AcknowledgedWrites ledger = new AcknowledgedWrites();

    /** Ends the appliance in the middle of writes; when it returns, the process is gone. */
    interface End {
        void of(ApplianceProcess appliance) throws Exception;
    }

    /** Starts it, audits what earlier rounds left, and ends it violently once this many more were acknowledged. */
    void round(ApplianceProcess.Launch launch, long more, long seed, End end) throws Exception {
        try (ApplianceProcess appliance = ApplianceProcess.start(launch); Bucket bucket = open(appliance, launch)) {
            if (ledger.acknowledged() == 0) {
                bucket.create();
            }
            audit(appliance, bucket);
            writeUntilTheEnd(appliance, bucket, more, seed, end);
        }
    }

    private void writeUntilTheEnd(ApplianceProcess appliance, Bucket bucket, long more, long seed, End end)
            throws Exception {
        try (Writers writers = Writers.start(WRITERS, ledger, bucket, seed)) {
            long enough = ledger.acknowledged() + more;
            Poll.awaitThat(more + " acknowledged writes", WRITING, () -> ledger.acknowledged() >= enough);
            end.of(appliance);
            assertThat(writers.errors()).as("writers were in the middle of it")
                    .noneMatch(Writers.StoppedWithoutError.class::isInstance);
        }
    }

    /** Starts it once more, audits, and stops it as an operator would. */
    void lastAudit(ApplianceProcess.Launch launch) throws Exception {
        try (ApplianceProcess appliance = ApplianceProcess.start(launch); Bucket bucket = open(appliance, launch)) {
            audit(appliance, bucket);
            assertThat(appliance.stop()).as("exit code after SIGTERM").isZero();
        }
    }

    private void audit(ApplianceProcess appliance, Bucket bucket) throws Exception {
        List<String> wrong = ledger.audit(bucket::read, bucket::keys);
        assertThat(wrong).as("after %d acknowledged writes; the appliance said:\n%s", ledger.acknowledged(),
                appliance.output()).isEmpty();
    }

    long acknowledged() {
        return ledger.acknowledged();
    }

    private static Bucket open(ApplianceProcess appliance, ApplianceProcess.Launch launch) throws Exception {
        Path data = launch.data();
        return new Bucket(appliance.s3(), ApplianceCredentials.of(data), BUCKET);
    }
}
