package io.spillway.system.crash;

import java.io.IOException;
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
    static final String BUCKET = "audited";
    private static final Duration WRITING = Duration.ofMinutes(3);

    private final ApplianceProcess.Launch launch;
    private final Writers.Pace pace;
    private final AcknowledgedWrites ledger = new AcknowledgedWrites();

    CrashAudit(ApplianceProcess.Launch launch, Writers.Pace pace) {
        this.launch = launch;
        this.pace = pace;
    }

    /** Something that is done with the running appliance. */
    interface Step {
        void with(ApplianceProcess appliance) throws Exception;
    }

    /** A look at a bucket that nobody writes to any more. */
    interface Look {
        void at(ApplianceProcess appliance, Bucket bucket) throws Exception;
    }

    /** Starts it, audits what earlier rounds left, and ends it violently once this many more were acknowledged. */
    void round(long more, long seed, Step end) throws Exception {
        round(more, seed, _ -> {}, end);
    }

    /**
     * The same with a calm step in between.
     *
     * @param calm while nobody writes
     * @param end in the middle of writes; when it returns, the process is gone
     */
    void round(long more, long seed, Step calm, Step end) throws Exception {
        try (ApplianceProcess appliance = ApplianceProcess.start(launch); Bucket bucket = open(appliance)) {
            if (ledger.acknowledged() == 0) {
                bucket.create();
            }
            audit(appliance, bucket);
            calm.with(appliance);
            writeUntilTheEnd(appliance, bucket, more, seed, end);
        }
    }

    private void writeUntilTheEnd(ApplianceProcess appliance, Bucket bucket, long more, long seed, Step end)
            throws Exception {
        try (Writers writers = Writers.start(pace, ledger, bucket, seed)) {
            long enough = ledger.acknowledged() + more;
            Poll.awaitThat(more + " acknowledged writes", WRITING,
                    () -> ledger.acknowledged() >= enough || !writers.ended().isEmpty());
            assertThat(writers.ended()).as("errors before the end; the appliance said:\n%s", appliance.output())
                    .isEmpty();
            end.with(appliance);
            assertThat(writers.errors()).as("writers were in the middle of it")
                    .noneMatch(Writers.StoppedWithoutError.class::isInstance);
        }
    }

    /** Starts it once more, audits, aborts what was cut off, looks, and stops it as an operator would. */
    void lastAudit(Look look) throws Exception {
        try (ApplianceProcess appliance = ApplianceProcess.start(launch); Bucket bucket = open(appliance)) {
            audit(appliance, bucket);
            bucket.abortUploads();
            assertThat(bucket.uploads()).isEmpty();
            look.at(appliance, bucket);
            assertThat(appliance.stop()).as("exit code after SIGTERM").isZero();
        }
    }

    /** Reads every key that was ever written, and compares. */
    void audit(ApplianceProcess appliance, Bucket bucket) throws Exception {
        List<String> wrong = ledger.audit(bucket::read, bucket::keys);
        assertThat(wrong).as("after %d acknowledged writes; the appliance said:\n%s", ledger.acknowledged(),
                appliance.output()).isEmpty();
    }

    long acknowledged() {
        return ledger.acknowledged();
    }

    private Bucket open(ApplianceProcess appliance) throws IOException {
        return new Bucket(appliance.s3(), ApplianceCredentials.of(launch.data()), BUCKET);
    }
}
