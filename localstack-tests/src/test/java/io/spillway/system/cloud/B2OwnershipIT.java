package io.spillway.system.cloud;

import java.util.List;

import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.owner.Owner;
import io.spillway.cloud.api.owner.OwnershipContract;
import io.spillway.cloud.api.owner.TargetOwnership;
import io.spillway.system.b2.B2Simulator;
import io.spillway.system.b2.WithB2Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** Whose a bucket's prefix is, decided by the earliest of the versions. */
@ExtendWith(WithB2Simulator.class)
final class B2OwnershipIT implements OwnershipContract {
    private B2Buckets buckets;
    private String bucket;
    private CloudStore store;

    @BeforeEach
    void makeABucket(B2Simulator server) throws Exception {
        buckets = B2Buckets.on(server);
        bucket = buckets.make();
        store = buckets.store(bucket);
    }

    @AfterEach
    void close() {
        store.close();
        buckets.close();
    }

    @Override
    public CloudStore store() {
        return store;
    }

    /** Hiding is what the web page's "delete" and old programs do. */
    @Test
    void aMarkerThatSomebodyHidesStillIsOne() throws Exception {
        Owner owner = TargetOwnership.of(store).claim(OURS);
        buckets.hide(bucket, B2Buckets.PREFIX + TargetOwnership.MARKER);

        TargetOwnership.of(store).confirm(owner);

        assertThat(TargetOwnership.of(store).owner()).contains(owner);
        assertThat(buckets.versions(bucket)).extracting(version -> version.getAction())
                .isEqualTo(List.of("hide", "upload"));
    }
}
