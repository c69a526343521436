package io.spillway.appliance.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.placement.DataSecurity;
import io.spillway.cluster.placement.StoragePolicies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ConfigurationTest {
    private static final StoragePolicyName SINGLE = new StoragePolicyName("single");
    private static final StoragePolicyName TWO_COPIES = new StoragePolicyName("two-copies");

    @TempDir
    private Path folder;

    @Test
    void withoutAnythingGivenEveryKeyHasItsDefault() throws ConfigurationException {
        Configuration configuration = new Configuration.Builder().build();

        Path data = Path.of("spillway-data").toAbsolutePath();
        assertThat(configuration.node().data()).isEqualTo(data);
        assertThat(configuration.node().volumes()).containsExactly(data.resolve("volume"));
        assertThat(configuration.node().profile()).as("the tests run with 512 MiB").isEqualTo(Profile.NORMAL);
        assertThat(configuration.store().storagePolicies())
                .isEqualTo(new StoragePolicies(Map.of(SINGLE, new DataSecurity.Copies(1)), SINGLE));
        assertThat(configuration.store().metachunkSize()).isEqualTo(new DataSize(64 << 20));
        assertThat(configuration.store().inlineMax()).isEqualTo(new DataSize(8 << 10));
        assertThat(configuration.store().readersGrace()).isEqualTo(Duration.ofHours(1));
        assertThat(configuration.tier()).isEqualTo(new TierConfiguration(Duration.ofHours(1), Duration.ofDays(7),
                Duration.ofDays(1), 4, Duration.ofSeconds(30)));
        assertThat(configuration.s3()).isEqualTo(
                new S3Configuration(new HostPort("127.0.0.1", 9320), Optional.empty(), "us-east-1"));
        assertThat(configuration.admin().address()).isEqualTo(new HostPort("127.0.0.1", 9321));
    }

    @Test
    void everyKeyCanBeGivenInTheFile() throws Exception {
        Configuration configuration = new Configuration.Builder().file(file("""
                data: /srv/spillway
                volumes: [/mnt/a, /mnt/b]
                profile: small
                storage-policies:
                  single: copies(1)
                  two-copies: copies(2)
                storage-policy:
                  default: two-copies
                metachunk.size: 1MiB
                store:
                  inline-max: 4KiB
                  readers-grace: 1h30m
                tier:
                  release-grace: 2h
                  garbage-grace: 14d
                  longest-upload: 2d
                  parallel-moves: 8
                  interval: 10s
                s3:
                  address: 0.0.0.0:80
                  domain: s3.example.com
                  region: eu-west-3
                admin:
                  address: "[::1]:81"
                """)).build();

        assertEverythingIsSet(configuration);
    }

    @Test
    void everyKeyCanBeSetOnTheCommandLine() throws ConfigurationException {
        Configuration configuration = new Configuration.Builder().set("data=/srv/spillway")
                .set("volumes=/mnt/a, /mnt/b").set("profile=small").set("storage-policies.two-copies=copies(2)")
                .set("storage-policy.default=two-copies").set("metachunk.size=1MiB").set("store.inline-max=4KiB")
                .set("store.readers-grace=1h30m")
                .set("tier.release-grace=2h").set("tier.garbage-grace=14d").set("tier.longest-upload=2d")
                .set("tier.parallel-moves=8").set("tier.interval=10s").set("s3.address=0.0.0.0:80")
                .set("s3.domain=s3.example.com").set("s3.region=eu-west-3")
                .set("admin.address=[::1]:81").build();

        assertEverythingIsSet(configuration);
    }

    private static void assertEverythingIsSet(Configuration configuration) {
        assertThat(configuration.node()).isEqualTo(new NodeConfiguration(Path.of("/srv/spillway"),
                List.of(Path.of("/mnt/a"), Path.of("/mnt/b")), Profile.SMALL));
        assertThat(configuration.store().storagePolicies()).isEqualTo(new StoragePolicies(
                Map.of(SINGLE, new DataSecurity.Copies(1), TWO_COPIES, new DataSecurity.Copies(2)), TWO_COPIES));
        assertThat(configuration.store().metachunkSize()).isEqualTo(new DataSize(1 << 20));
        assertThat(configuration.store().inlineMax()).isEqualTo(new DataSize(4 << 10));
        assertThat(configuration.store().readersGrace()).isEqualTo(Duration.ofMinutes(90));
        assertThat(configuration.tier()).isEqualTo(new TierConfiguration(Duration.ofHours(2), Duration.ofDays(14),
                Duration.ofDays(2), 8, Duration.ofSeconds(10)));
        assertThat(configuration.s3()).isEqualTo(
                new S3Configuration(new HostPort("0.0.0.0", 80), Optional.of("s3.example.com"), "eu-west-3"));
        assertThat(configuration.admin()).isEqualTo(new AdminConfiguration(new HostPort("::1", 81)));
    }

    @Test
    void anOptionBeatsASetWhichBeatsTheFile() throws Exception {
        Path file = file("{s3.address: a:1, s3.region: from-file, admin.address: a:2}");

        Configuration configuration = new Configuration.Builder().s3("c:3").file(file).set("s3.address=b:2")
                .set("admin.address=b:3").build();

        assertThat(configuration.s3().address()).isEqualTo(new HostPort("c", 3));
        assertThat(configuration.admin().address()).isEqualTo(new HostPort("b", 3));
        assertThat(configuration.s3().region()).isEqualTo("from-file");
    }

    @Test
    void anUnknownKeyIsRefusedWithItsLineAndTheNearestKnownOne() throws IOException {
        Path file = file("s3:\n  region: eu-west-3\n  adress: 127.0.0.1:80\n");

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new Configuration.Builder().file(file).build())
                .withMessageContaining(file + " line 3: there is no key s3.adress, did you mean s3.address?");
    }

    @Test
    void aKeyGivenTwiceInTheFileIsRefused() throws IOException {
        Path file = file("s3.region: a\ns3:\n  region: b\n");

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new Configuration.Builder().file(file).build())
                .withMessageContaining("line 3: s3.region was given on line 1 already");
    }

    @Test
    void aFileThatPointsBackAtItselfIsRefused() throws IOException {
        Path file = file("s3: &loop\n  address: *loop\n");

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new Configuration.Builder().file(file).build()).withMessageContaining("nested");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            s3.address=9320                     | --set: s3.address is "9320"; write HOST:PORT
            s3.address=::1:9320                 | write an IPv6 address in brackets
            s3.address=localhost:70000          | write HOST:PORT
            s3.domain=-nonsense                 | write a domain name
            s3.region=Paris 3                   | write a region's name
            profile=tiny                        | profile is "tiny"; write auto, small or normal
            metachunk.size=1                    | metachunk.size is 1 B; choose a multiple of 64 KiB
            metachunk.size=128MiB               | metachunk.size is 128 MiB; choose
            metachunk.size=64 MeB               | write a size with its unit
            store.inline-max=64KiB              | store.inline-max is 64 KiB; choose at most 16 KiB, or 0B for none
            store.readers-grace=1 hour          | write a duration with its units
            store.readers-grace=                | write a duration with its units
            storage-policies.x=copies(0)        | copies(0) is not legal: use copies(1)
            storage-policies.x=two              | write copies(N)
            storage-policies.x=copies(9)        | copies(9) is not legal
            storage-policies.x=copies(2)        | storage-policies.x is copies(2), and there is 1 volume
            storage-policies.x y=copies(1)      | storage policy name "x y" is not legal
            storage-policy.default=gone         | storage-policy.default is gone, which is none of
            volumes=/a,/a                       | volumes names /a twice
            data=                               | data is ""; write the path of a folder
            volumes=/                           | volumes names /, which holds the data directory
            admin.address=127.0.0.1:9320        | s3.address and admin.address are both 127.0.0.1:9320
            tier.releasegrace=1h                | there is no key tier.releasegrace, did you mean tier.release-grace?
            tier.parallel-moves=0               | tier.parallel-moves is "0"; write a number from 1 to 256
            tier.longest-upload=0s              | tier.longest-upload is zero
            region                              | --set region: write --set KEY=VALUE
            """)
    void aWrongValueIsRefusedWithTheKeyAndTheRemedy(String assignment, String message) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new Configuration.Builder().set(assignment).build())
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            s3.region: [a, b]      | line 1: s3.region takes one value, not a list of 2
            s3.region: {a: b}      | line 1: there is no key s3.region.a
            [a, b]                 | line 1: write KEY: VALUE pairs
            volumes: [[a]]         | line 1: an entry of volumes is one word
            "s3: {"                | is not YAML
            """)
    void aMisshapenFileIsRefused(String text, String message) throws IOException {
        Path file = file(text);

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new Configuration.Builder().file(file).build()).withMessageContaining(message);
    }

    @Test
    void anEmptyFileChangesNothing() throws Exception {
        assertThat(new Configuration.Builder().file(file("# nothing yet\n")).build())
                .isEqualTo(new Configuration.Builder().build());
    }

    @Test
    void aMissingFileIsRefused() {
        Path missing = folder.resolve("missing.yaml");

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new Configuration.Builder().file(missing).build())
                .withMessage("there is no configuration file " + missing + "; check --config");
    }

    @Test
    void theHeapDecidesTheProfileUnlessItIsNamed() {
        assertThat(Profile.named("auto", 128L << 20)).isEqualTo(Profile.SMALL);
        assertThat(Profile.named("auto", 256L << 20)).isEqualTo(Profile.NORMAL);
        assertThat(Profile.named("normal", 1)).isEqualTo(Profile.NORMAL);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("spillway.yaml"), text);
    }
}
