package io.spillway.system.client;

import java.io.IOException;

import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The asynchronous client, over Netty. */
@ExtendWith(SharedAppliance.Provider.class)
class AwsAsyncClientIT extends AwsSdkContract {
    AwsAsyncClientIT(SharedAppliance appliance) throws IOException {
        super(new SdkCalls.Async(
                S3AsyncClient.builder().endpointOverride(appliance.s3()).credentialsProvider(appliance.credentials())
                        .region(Region.US_EAST_1).forcePathStyle(true).build()),
                NoSuchKeyException.class);
    }
}
