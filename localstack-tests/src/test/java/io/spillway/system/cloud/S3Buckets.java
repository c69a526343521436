package io.spillway.system.cloud;

import java.util.Optional;
import java.util.UUID;

import io.spillway.cloud.s3.S3CloudStore;
import io.spillway.cloud.s3.S3Credentials;
import io.spillway.cloud.s3.S3Settings;
import io.spillway.cloud.s3.S3Target;
import io.spillway.system.localstack.LocalStack;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** Buckets on LocalStack, and the adapter on them with parts as small as S3 allows. */
public record S3Buckets(LocalStack server, S3Client client) implements AutoCloseable {
    private static final String REGION = "eu-central-1";
    private static final long LEAST_PART = 5L << 20;

    public static S3Buckets on(LocalStack server) {
        return new S3Buckets(server, S3Client.builder().region(Region.of(REGION)).endpointOverride(server.endpoint())
                .forcePathStyle(true).credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build());
    }

    public String make() {
        String bucket = "contract-" + UUID.randomUUID();
        client.createBucket(create -> create.bucket(bucket)
                .createBucketConfiguration(where -> where.locationConstraint(REGION)));
        return bucket;
    }

    public String makeVersioned() {
        String bucket = make();
        client.putBucketVersioning(put -> put.bucket(bucket)
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
        return bucket;
    }

    S3CloudStore store(String bucket, S3Settings.ConditionalWrites conditionalWrites) {
        return store(bucket, conditionalWrites, "STANDARD");
    }

    S3CloudStore store(String bucket, S3Settings.ConditionalWrites conditionalWrites, String storageClass) {
        S3Target target = new S3Target(bucket, REGION, Optional.of(server.endpoint()), "some prefix/ünter/");
        S3Settings settings = new S3Settings(storageClass, conditionalWrites,
                new S3Settings.Parts(LEAST_PART, LEAST_PART), S3Settings.Limits.DEFAULT);
        return new S3CloudStore(target, settings, () -> new S3Credentials("test", "test", Optional.empty()));
    }

    @Override
    public void close() {
        client.close();
    }
}
