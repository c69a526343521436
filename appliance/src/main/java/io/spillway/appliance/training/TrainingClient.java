package io.spillway.appliance.training;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

import io.spillway.appliance.credentials.CredentialsException;
import io.spillway.appliance.credentials.CredentialsFile;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Puts, lists, reads and deletes objects of several sizes. */
final class TrainingClient {
    private static final int[] SIZES = {0, 4 << 10, 300 << 10, 3 << 20};
    /** Enough for what every request does to count as often used. */
    private static final int ROUNDS = 25;

    private TrainingClient() {}

    static void run(URI s3, Path credentials, String bucket) throws IOException {
        Map<String, String> key;
        try {
            key = CredentialsFile.read(credentials);
        } catch (CredentialsException e) {
            throw new IOException(e.getMessage(), e);
        }
        try (S3Client client = S3Client.builder().endpointOverride(s3).region(Region.US_EAST_1).forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials
                        .create(key.getOrDefault("aws_access_key_id", ""),
                                key.getOrDefault("aws_secret_access_key", ""))))
                .build()) {
            client.createBucket(request -> request.bucket(bucket));
            Random random = new Random(1);
            for (int i = 0; i < ROUNDS; i++) {
                round(client, bucket, i, random);
            }
        } catch (SdkException e) {
            throw new IOException("S3 answered: " + e.getMessage(), e);
        }
    }

    private static void round(S3Client client, String bucket, int number, Random random) {
        byte[] bytes = new byte[SIZES[number % SIZES.length]];
        random.nextBytes(bytes);
        String key = number + (number % 5 == 4 ? ".md" : ".bin");
        client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
        client.getObjectAsBytes(request -> request.bucket(bucket).key(key));
        client.headObject(request -> request.bucket(bucket).key(key));
        client.listObjectsV2(request -> request.bucket(bucket).prefix(key));
        if (bytes.length > 0) {
            client.getObjectAsBytes(request -> request.bucket(bucket).key(key).range("bytes=1-100"));
        }
        client.putObject(request -> request.bucket(bucket).key("gone"), RequestBody.fromBytes(new byte[]{1}));
        client.deleteObject(request -> request.bucket(bucket).key("gone"));
    }
}
