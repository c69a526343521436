package io.spillway.system.crash;

import io.spillway.system.b2.B2Simulator;
import io.spillway.system.b2.WithB2Simulator;
import io.spillway.system.cloud.B2Buckets;
import io.spillway.tier.crash.CrashMatrix;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole crash matrix of the transition on a bucket of B2, which decides no conditions. */
@Tag("faults")
@ExtendWith(WithB2Simulator.class)
final class B2CrashMatrixIT extends CrashMatrix {
    B2CrashMatrixIT() {
        super(new B2BucketTarget());
    }

    @BeforeEach
    void makeABucket(B2Simulator server) throws Exception {
        try (B2Buckets buckets = B2Buckets.on(server)) {
            B2BucketTarget.note(folder(), server, buckets.make());
        }
    }
}
