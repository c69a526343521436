package io.spillway.appliance.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket with versions on a LocalStack that runs as long as the demo. It takes any credentials. */
final class LocalStackCloud implements DemoCloud {
    private static final String BUCKET = "spillway-demo";
    private static final Map<String, String> CREDENTIALS = Map.of("aws_access_key_id", "demo",
            "aws_secret_access_key", "demodemo");
    private static final Duration ASK = Duration.ofSeconds(5);

    private final URI endpoint;
    private final Path credentials;
    private final S3Client client;

    private LocalStackCloud(URI endpoint, Path credentials) {
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.client = S3Door.client(endpoint, CREDENTIALS);
    }

    /** Starts LocalStack, which the first time is installed, and makes the bucket. */
    static LocalStackCloud start(Children children, DemoFolder folder, Optional<Path> home)
            throws DemoException, InterruptedException {
        try {
            Files.writeString(folder.cloudCredentials(), """
                    [default]
                    aws_access_key_id = %s
                    aws_secret_access_key = %s
                    """.formatted(CREDENTIALS.get("aws_access_key_id"), CREDENTIALS.get("aws_secret_access_key")));
            CloudServer server = CloudServer.start(children, folder, home, "localstack");
            HttpRequest question = HttpRequest.newBuilder(server.endpoint().resolve("/_localstack/health"))
                    .timeout(ASK).build();
            try (HttpClient http = HttpClient.newHttpClient()) {
                server.await(() -> healthy(http, question));
            }
            LocalStackCloud cloud = new LocalStackCloud(server.endpoint(), folder.cloudCredentials());
            cloud.makeBucket();
            return cloud;
        } catch (IOException e) {
            throw new DemoException("LocalStack could not be started: " + e, e);
        }
    }

    @Override
    public String description() {
        return "the bucket " + BUCKET + " on LocalStack at " + endpoint;
    }

    @Override
    public List<Object> options() {
        return List.of("--type", "s3", "--bucket", BUCKET, "--endpoint", endpoint, "--credentials", credentials);
    }

    @Override
    public Map<String, Object> request() {
        return Map.of("type", "s3", "settings", Map.of("bucket", BUCKET, "endpoint", endpoint.toString()),
                "credentials", CREDENTIALS);
    }

    @Override
    public Footprint footprint() throws DemoException {
        long files = 0;
        long bytes = 0;
        try {
            for (S3Object object : client.listObjectsV2Paginator(request -> request.bucket(BUCKET)).contents()) {
                files++;
                bytes += object.size();
            }
            return new Footprint(files, bytes);
        } catch (SdkException e) {
            throw new DemoException("the bucket on LocalStack cannot be listed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private void makeBucket() throws DemoException {
        try {
            client.createBucket(request -> request.bucket(BUCKET));
            client.putBucketVersioning(request -> request.bucket(BUCKET)
                    .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
        } catch (SdkException e) {
            throw new DemoException("no bucket could be made on LocalStack: " + e.getMessage(), e);
        }
    }

    private static boolean healthy(HttpClient client, HttpRequest question) throws InterruptedException {
        try {
            return client.send(question, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }
}
