package io.spillway.system.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cloud.api.contract.ContractTarget;
import io.spillway.cloud.api.contract.CountingJournal;
import io.spillway.cloud.b2.B2Settings;
import io.spillway.system.b2.B2Simulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import static org.assertj.core.api.Assertions.assertThat;

/** A bucket on a simulator of the test class's own, whose answers go wrong as a test asks and whose calls are counted. */
abstract class B2FaultScenario implements ContractTarget {
    static final CloudKey KEY = new CloudKey("key");
    static final String UPLOAD = "b2_upload_file";
    static final String BY_ID = "b2_download_file_by_id";
    static final String BY_NAME = "b2_download_file_by_name";
    static final int PART_BYTES = 5_000_000;
    /** Two seconds at most from the first attempt to the last one. */
    static final B2Settings SETTINGS = new B2Settings(2,
            new B2Settings.Limits(Duration.ofSeconds(1), Duration.ofSeconds(2), 3, Duration.ofSeconds(2), 32));

    static B2Simulator simulator;
    final CountingJournal journal = new CountingJournal();
    B2Buckets buckets;
    String bucket;
    CloudStore store;

    /** One of its own, since what is counted has to be of these tests alone. */
    @BeforeAll
    static void startTheSimulator() throws Exception {
        simulator = B2Simulator.start(PART_BYTES);
    }

    @AfterAll
    static void endTheSimulator() throws Exception {
        simulator.close();
    }

    @BeforeEach
    void makeABucket() throws Exception {
        buckets = B2Buckets.on(simulator);
        bucket = buckets.make();
        store = buckets.store(bucket, buckets.master(), SETTINGS);
        simulator.clearFaults();
        simulator.resetStatistics();
    }

    @AfterEach
    void close() throws Exception {
        simulator.clearFaults();
        store.close();
        buckets.close();
        assertThat(simulator.statistics().sharedUploadUrls()).isZero();
    }

    @Override
    public CloudStore store() {
        return store;
    }

    StoredObject putSmall() throws Exception {
        return put(KEY.value(), new byte[1000]);
    }

    static long calls(String name) throws IOException {
        return simulator.statistics().calls(name).all();
    }

    /** What stands in the bucket, in B2's words. */
    List<String> actions() throws Exception {
        return buckets.versions(bucket).stream().map(version -> version.getAction()).toList();
    }

    static long met(int fault) {
        try {
            return simulator.timesMet(fault);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
