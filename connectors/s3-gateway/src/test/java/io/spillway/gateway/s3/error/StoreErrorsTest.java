package io.spillway.gateway.s3.error;

import java.time.Duration;

import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.object.Action;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.Resource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StoreErrorsTest {
    private static final ContainerName BUCKET = new ContainerName("bucket");

    @Test
    void whatIsOutOfReachIsNeverNotFound() {
        S3Exception error = StoreErrors
                .translate(new ObjectStoreException.Unavailable("target glacier is down", Duration.ofMillis(2500)));
        assertThat(error.code().status()).isEqualTo(503);
        assertThat(error.headers()).containsEntry("retry-after", "3");
        assertThat(error.text()).contains("target glacier is down");
        assertThat(StoreErrors.translate(new ObjectStoreException.Damaged("bucket's file is missing")).code().status())
                .isEqualTo(503);
    }

    @Test
    void aDenialTellsNobodyWhoseItIs() {
        S3Exception error = StoreErrors.translate(new ObjectStoreException.AccessDenied(Action.READ_OBJECT,
                new Resource.ObjectResource(new AccountName("somebody"), BUCKET, new ObjectKey("k"))));
        assertThat(error.code()).isEqualTo(S3ErrorCode.ACCESS_DENIED);
        assertThat(error.text()).doesNotContain("somebody");
    }

    @Test
    void aTakenNameTellsWhetherItIsOnesOwn() {
        assertThat(StoreErrors.translate(new ObjectStoreException.ContainerExists(BUCKET, true)).code())
                .isEqualTo(S3ErrorCode.BUCKET_ALREADY_OWNED_BY_YOU);
        assertThat(StoreErrors.translate(new ObjectStoreException.ContainerExists(BUCKET, false)).code())
                .isEqualTo(S3ErrorCode.BUCKET_ALREADY_EXISTS);
    }
}
