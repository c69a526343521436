package io.spillway.system.cloud;

import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.contract.CloudStoreContract;
import io.spillway.system.b2.B2Simulator;
import io.spillway.system.b2.WithB2Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** The contract on a bucket of B2, over which no two uploads ever share an upload URL. */
@ExtendWith(WithB2Simulator.class)
final class B2BucketIT implements CloudStoreContract {
    private B2Simulator simulator;
    private CloudStore store;

    @BeforeEach
    void makeABucket(B2Simulator server) throws Exception {
        simulator = server;
        try (B2Buckets buckets = B2Buckets.on(server)) {
            store = buckets.store(buckets.make());
        }
    }

    @AfterEach
    void close() throws Exception {
        store.close();
        assertThat(simulator.statistics().sharedUploadUrls()).isZero();
    }

    @Override
    public CloudStore store() {
        return store;
    }
}
