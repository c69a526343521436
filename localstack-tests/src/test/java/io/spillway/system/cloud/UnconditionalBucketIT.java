package io.spillway.system.cloud;

import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.contract.CloudStoreContract;
import io.spillway.cloud.s3.S3Settings.ConditionalWrites;
import io.spillway.system.localstack.LocalStack;
import io.spillway.system.localstack.WithLocalStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract on a service that decides no conditions, as B2 and older S3 do. */
@ExtendWith(WithLocalStack.class)
final class UnconditionalBucketIT implements CloudStoreContract {
    private CloudStore store;

    @BeforeEach
    void makeABucket(LocalStack server) {
        try (S3Buckets buckets = S3Buckets.on(server)) {
            store = buckets.store(buckets.makeVersioned(), ConditionalWrites.UNSUPPORTED);
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
