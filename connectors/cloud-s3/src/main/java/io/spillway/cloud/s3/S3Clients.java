package io.spillway.cloud.s3;

import java.io.InputStream;
import java.net.URI;
import java.util.function.Supplier;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;

/**
 * Makes the SDK's client, with a bound on everything. Where it sends to comes from the target alone: the SDK would also
 * follow the environment and the profile files of whoever started the process, and the target would then be another
 * bucket than its identity says.
 */
final class S3Clients {
    private static final ProfileFile NO_PROFILES = ProfileFile.builder().type(ProfileFile.Type.CONFIGURATION)
            .content(InputStream.nullInputStream()).build();

    private S3Clients() {}

    static S3Client open(S3Target target, S3Settings.Limits limits, Supplier<S3Credentials> credentials) {
        S3ClientBuilder client = S3Client.builder().region(Region.of(target.region()))
                .credentialsProvider(() -> awsCredentials(credentials.get()))
                .httpClientBuilder(Apache5HttpClient.builder().maxConnections(limits.connections())
                        .connectionTimeout(limits.connect()).connectionAcquisitionTimeout(limits.attempt())
                        .socketTimeout(limits.silence()))
                .overrideConfiguration(override -> override.apiCallAttemptTimeout(limits.attempt())
                        .apiCallTimeout(limits.call()).defaultProfileFile(NO_PROFILES).defaultProfileName("none")
                        .retryStrategy(StandardRetryStrategy.builder().maxAttempts(limits.attempts()).build()))
                // Our own checksums go with every object, and readers check blocks; other services know few others.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                // Whatever is said here outranks the environment, so all of it is said.
                .endpointOverride(target.endpoint().orElseGet(() -> ofAws(target.region())))
                .forcePathStyle(target.endpoint().isPresent()).fipsEnabled(false).dualstackEnabled(false);
        return client.build();
    }

    /** AWS's own address of a region, by the SDK's table. */
    private static URI ofAws(String region) {
        return S3EndpointProvider.defaultProvider().resolveEndpoint(where -> where.region(Region.of(region))).join()
                .endpointUrl().toUri();
    }

    private static AwsCredentials awsCredentials(S3Credentials credentials) {
        return credentials.sessionToken()
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(credentials.accessKey(),
                        credentials.secretKey(), token))
                .orElseGet(() -> AwsBasicCredentials.create(credentials.accessKey(), credentials.secretKey()));
    }
}
