package io.spillway.system.client;

import java.io.IOException;

import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The asynchronous client over the C library, which cuts large objects into parts by itself. */
@ExtendWith(SharedAppliance.Provider.class)
class AwsCrtClientIT extends AwsSdkContract {
    AwsCrtClientIT(SharedAppliance appliance) throws IOException {
        // It asks by HEAD before it GETs, so that a 404 has no body that would say more.
        super(new SdkCalls.Async(
                S3AsyncClient.crtBuilder().endpointOverride(appliance.s3()).credentialsProvider(appliance.credentials())
                        .region(Region.US_EAST_1).forcePathStyle(true).build()),
                S3Exception.class);
    }
}
