package io.spillway.system.client;

import java.io.IOException;

import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The blocking client, over Apache's HTTP client. */
@ExtendWith(SharedAppliance.Provider.class)
class AwsSyncClientIT extends AwsSdkContract {
    AwsSyncClientIT(SharedAppliance appliance) throws IOException {
        super(new SdkCalls.Sync(
                S3Client.builder().endpointOverride(appliance.s3()).credentialsProvider(appliance.credentials())
                        .region(Region.US_EAST_1).forcePathStyle(true).build()),
                NoSuchKeyException.class);
    }
}
