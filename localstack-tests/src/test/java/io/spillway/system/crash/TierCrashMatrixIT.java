package io.spillway.system.crash;

import java.io.IOException;

import io.spillway.system.cloud.S3Buckets;
import io.spillway.system.localstack.LocalStack;
import io.spillway.system.localstack.WithLocalStack;
import io.spillway.tier.crash.CrashMatrix;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole crash matrix of the transition on a bucket that keeps versions. */
@Tag("faults")
@ExtendWith(WithLocalStack.class)
final class TierCrashMatrixIT extends CrashMatrix {
    TierCrashMatrixIT() {
        super(new BucketTarget());
    }

    @BeforeEach
    void makeABucket(LocalStack server) throws IOException {
        try (S3Buckets buckets = S3Buckets.on(server)) {
            BucketTarget.note(folder(), server.endpoint(), buckets.makeVersioned());
        }
    }
}
