package io.spillway.system.tier;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.spillway.system.command.CommandProcess;
import io.spillway.system.localstack.LocalStack;
import io.spillway.system.localstack.WithLocalStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

import static org.assertj.core.api.Assertions.assertThat;

/** The tier's promises on a bucket of S3 with versions. */
@ExtendWith(WithLocalStack.class)
class S3TierIT extends TierContract {
    private LocalStack cloud;
    private String bucket;
    private S3Client admin;

    @BeforeEach
    void makeBucket(LocalStack localStack) {
        cloud = localStack;
        bucket = "tier-" + UUID.randomUUID();
        admin = S3Client.builder().region(Region.US_EAST_1).endpointOverride(cloud.endpoint()).forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
        admin.createBucket(create -> create.bucket(bucket));
        admin.putBucketVersioning(put -> put.bucket(bucket)
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
    }

    @AfterEach
    void closeClient() {
        admin.close();
    }

    @Override
    List<String> place() throws Exception {
        return place(bucket);
    }

    private List<String> place(String name) throws Exception {
        Path credentials = Files.writeString(folder.resolve("cloud-credentials"),
                "[default]\naws_access_key_id = test\naws_secret_access_key = top-secret-of-the-test\n");
        return List.of("--type", "s3", "--bucket", name, "--prefix", "spillway", "--endpoint",
                cloud.endpoint().toString(), "--region", "us-east-1", "--credentials", credentials.toString());
    }

    /** All versions: what is only hidden still costs money. */
    @Override
    List<String> inTarget() {
        return admin.listObjectVersionsPaginator(list -> list.bucket(bucket)).versions().stream()
                .map(ObjectVersion::key).sorted().toList();
    }

    @Test
    void aBucketThatIsNotThereIsNamedAndSecretsAreShownNowhere() throws Exception {
        List<Object> words = new ArrayList<>(List.of("target", "add", "cold"));
        words.addAll(place("no-such-bucket-" + UUID.randomUUID()));

        CommandProcess refused = spillway(words.toArray());

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("no-such-bucket-", "does not exist");
        addTarget();
        assertThat(spillway("target", "list", "--json").out()).contains("\"cold\"").doesNotContain("top-secret");
        assertThat(spillway("status", "--json").out()).doesNotContain("top-secret");
    }
}
