package io.spillway.system.tier;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.spillway.system.appliance.ApplianceCredentials;
import io.spillway.system.appliance.ApplianceProcess;
import io.spillway.system.command.CommandProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** An appliance with a bucket and a place for a target, and the steps that tests of the tier share. */
abstract class TierScenario {
    static final String BUCKET = "raw-films";
    static final int MIB = 1 << 20;
    static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    Path data;
    S3Client client;
    ApplianceProcess.Launch launch;
    ApplianceProcess appliance;

    /** The words of {@code target add NAME} that make the test's own, empty place a target. */
    abstract List<String> place() throws Exception;

    /** Keys of everything that stands in the target. */
    abstract List<String> inTarget() throws Exception;

    @BeforeEach
    void start() throws Exception {
        data = folder.resolve("data");
        launch = ApplianceProcess.Launch.on(data).with("metachunk.size=1MiB", "store.readers-grace=1s",
                "tier.release-grace=1s", "tier.garbage-grace=1s", "tier.longest-upload=1s", "tier.interval=200ms");
        serve();
        client.createBucket(create -> create.bucket(BUCKET));
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        appliance.close();
    }

    void serve() throws Exception {
        appliance = ApplianceProcess.start(launch);
        client = client(appliance.s3());
    }

    S3Client client(URI s3) throws Exception {
        return S3Client.builder().endpointOverride(s3).credentialsProvider(ApplianceCredentials.of(data))
                .region(Region.US_EAST_1).forcePathStyle(true)
                .overrideConfiguration(override -> override.retryStrategy(retries -> retries.maxAttempts(1))).build();
    }

    void killAndServe() throws Exception {
        client.close();
        appliance.kill();
        appliance.close();
        serve();
    }

    CommandProcess spillway(Object... words) throws Exception {
        List<Object> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", data));
        return CommandProcess.run(all.toArray());
    }

    void done(CommandProcess command) {
        assertThat(command.code()).as(command.err() + command.out()).isZero();
    }

    void addTarget() throws Exception {
        List<Object> words = new ArrayList<>(List.of("target", "add", "cold"));
        words.addAll(place());
        done(spillway(words.toArray()));
    }

    Path policy(String then) throws Exception {
        return Files.writeString(folder.resolve("policy.yaml"), """
                apiVersion: spillway/v1
                policy: archive
                applies: { account: default, containers: ["raw-*"] }
                rules:
                  - { name: notes stay, when: object.extension == "md", then: { hold: {} } }
                  - { name: cold, when: object.age > days(30), then: %s }
                """.formatted(then));
    }

    static Instant inAMonth() {
        return Instant.now().plus(Duration.ofDays(31));
    }

    /** Moves everything that is over 30 days old in a month from now, and waits until the local bytes are let go. */
    String tierAll() throws Exception {
        CommandProcess run = spillway("policy", "run", policy("{ tier: cold }"), "--at", inAMonth(), "--wait",
                "--json");
        done(run);
        return run.out();
    }

    void put(String key, byte[] body) {
        client.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromBytes(body));
    }

    byte[] get(String key) {
        return client.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asByteArray();
    }

    HeadObjectResponse head(String key) {
        return client.headObject(request -> request.bucket(BUCKET).key(key).checksumMode(ChecksumMode.ENABLED));
    }

    static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    long localChunks() throws Exception {
        try (Stream<Path> files = Files.walk(data.resolve("volume"))) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9a-f]{32}")).count();
        }
    }

    List<String> packs() throws Exception {
        return inTarget().stream().filter(key -> key.endsWith(".pack")).toList();
    }

    /** What heads tell, without whose answers they are. */
    List<String> heads(String... keys) {
        return Stream.of(keys).map(key -> head(key).toString()).toList();
    }

    CommandProcess restore(Object... more) throws Exception {
        List<Object> words = new ArrayList<>(List.of("restore", "--from", "cold"));
        words.addAll(place());
        words.addAll(List.of(more));
        return spillway(words.toArray());
    }

    void multipart(String key, byte[] body, int partBytes) {
        String upload = client.createMultipartUpload(request -> request.bucket(BUCKET).key(key)).uploadId();
        List<CompletedPart> parts = new ArrayList<>();
        for (int offset = 0; offset < body.length; offset += partBytes) {
            byte[] part = Arrays.copyOfRange(body, offset, Math.min(body.length, offset + partBytes));
            int number = parts.size() + 1;
            String etag = client.uploadPart(request -> request.bucket(BUCKET).key(key).uploadId(upload)
                    .partNumber(number), RequestBody.fromBytes(part)).eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
        }
        client.completeMultipartUpload(request -> request.bucket(BUCKET).key(key).uploadId(upload)
                .multipartUpload(completed -> completed.parts(parts)));
    }

    void range(String key, byte[] body, int first, int last) {
        byte[] read = client.getObjectAsBytes(
                request -> request.bucket(BUCKET).key(key).range("bytes=" + first + "-" + last)).asByteArray();
        assertThat(read).as("%s from %d to %d", key, first, last)
                .isEqualTo(Arrays.copyOfRange(body, first, last + 1));
    }

    /** A count that a poll asks for. */
    interface Count {
        long now() throws Exception;
    }

    static long quietly(Count count) {
        try {
            return count.now();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
