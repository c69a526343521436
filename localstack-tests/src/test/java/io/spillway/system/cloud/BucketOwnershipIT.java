package io.spillway.system.cloud;

import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.owner.OwnershipContract;
import io.spillway.cloud.s3.S3Settings.ConditionalWrites;
import io.spillway.system.localstack.LocalStack;
import io.spillway.system.localstack.WithLocalStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whose a bucket's prefix is, decided by the service's conditions and without them. */
@ExtendWith(WithLocalStack.class)
final class BucketOwnershipIT {
    /** By If-None-Match and If-Match. */
    @Nested
    final class ByConditions extends OnABucket {
        ByConditions() {
            super(ConditionalWrites.SUPPORTED);
        }
    }

    /** By the earliest of the versions. */
    @Nested
    final class ByVersions extends OnABucket {
        ByVersions() {
            super(ConditionalWrites.UNSUPPORTED);
        }
    }

    abstract static class OnABucket implements OwnershipContract {
        private final ConditionalWrites conditionalWrites;
        private CloudStore store;

        private OnABucket(ConditionalWrites conditionalWrites) {
            this.conditionalWrites = conditionalWrites;
        }

        @BeforeEach
        void makeABucket(LocalStack server) {
            try (S3Buckets buckets = S3Buckets.on(server)) {
                store = buckets.store(buckets.makeVersioned(), conditionalWrites);
            }
        }

        @AfterEach
        void close() {
            store.close();
        }

        @Override
        public CloudStore store() {
            return store;
        }
    }
}
