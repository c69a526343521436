package io.spillway.cloud.s3;

import java.util.function.Supplier;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes the SDK's client, with a bound on everything. */
final class S3Clients {
    private S3Clients() {}

    static S3Client open(S3Target target, S3Settings.Limits limits, Supplier<S3Credentials> credentials) {
        S3ClientBuilder client = S3Client.builder().region(Region.of(target.region()))
                .credentialsProvider(() -> awsCredentials(credentials.get()))
                .httpClientBuilder(Apache5HttpClient.builder().maxConnections(limits.connections())
                        .connectionTimeout(limits.connect()).connectionAcquisitionTimeout(limits.attempt())
                        .socketTimeout(limits.silence()))
                .overrideConfiguration(override -> override.apiCallAttemptTimeout(limits.attempt())
                        .apiCallTimeout(limits.call())
                        .retryStrategy(StandardRetryStrategy.builder().maxAttempts(limits.attempts()).build()))
                // Our own checksums go with every object, and readers check blocks; other services know few others.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        target.endpoint().ifPresent(endpoint -> client.endpointOverride(endpoint).forcePathStyle(true));
        return client.build();
    }

    private static AwsCredentials awsCredentials(S3Credentials credentials) {
        return credentials.sessionToken()
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(credentials.accessKey(),
                        credentials.secretKey(), token))
                .orElseGet(() -> AwsBasicCredentials.create(credentials.accessKey(), credentials.secretKey()));
    }
}
