package io.spillway.cloud.s3;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.s3.ScriptedServer.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Settings that the SDK takes from system properties, from the variables of the same meaning, and from files. */
final class S3EnvironmentTest {
    private static final Map<String, String> SETTINGS = Map.of("aws.endpointUrl", "http://127.0.0.1:1",
            "aws.endpointUrlS3", "http://127.0.0.1:2", "aws.region", "us-west-1", "aws.profile", "elsewhere",
            "aws.useDualstackEndpoint", "true", "aws.useFipsEndpoint", "true");

    @BeforeEach
    void setEverything(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("config"), """
                [profile elsewhere]
                endpoint_url = http://127.0.0.1:3
                region = us-west-2
                use_fips_endpoint = true
                [default]
                endpoint_url = http://127.0.0.1:4
                """);
        System.setProperty("aws.configFile", file.toString());
        SETTINGS.forEach(System::setProperty);
    }

    @AfterEach
    void clearEverything() {
        System.clearProperty("aws.configFile");
        SETTINGS.keySet().forEach(System::clearProperty);
    }

    private static S3Client client(String region) {
        return S3Clients.open(new S3Target("bucket", region, Optional.empty(), ""), S3Settings.Limits.DEFAULT,
                () -> new S3Credentials("AKIDTEST", "secret", Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"eu-central-1,https://bucket.s3.eu-central-1.amazonaws.com/key",
            "us-east-1,https://bucket.s3.us-east-1.amazonaws.com/key",
            "cn-north-1,https://bucket.s3.cn-north-1.amazonaws.com.cn/key"})
    void aTargetOnAwsIsInItsRegionWhateverTheEnvironmentSays(String region, String url) {
        System.clearProperty("aws.useFipsEndpoint"); // The SDK makes a URL by this one, though not a request.
        try (S3Client client = client(region)) {
            assertThat(client.utilities().getUrl(of -> of.bucket("bucket").key("key"))).hasToString(url);
        }
    }

    @Test
    void aTargetElsewhereIsAskedThereWhateverTheEnvironmentSays() throws Exception {
        try (ScriptedServer server = new ScriptedServer(Answer.of(404, Map.of(), ""), Answer.of(200, Map.of(), ""));
                CloudStore store = store(server.endpoint())) {
            assertThatThrownBy(() -> store.stat(CloudRef.newest(new CloudKey("key"))))
                    .isInstanceOf(CloudException.NotFound.class);
            assertThat(server.requests()).containsExactly("HEAD /bucket/key", "HEAD /bucket");
        }
    }

    private static CloudStore store(URI endpoint) {
        return new S3CloudStore(new S3Target("bucket", "eu-central-1", Optional.of(endpoint), ""),
                S3Settings.DEFAULT, () -> new S3Credentials("AKIDTEST", "secret", Optional.empty()));
    }
}
