package io.spillway.appliance.command;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.spillway.appliance.admin.AdminServer;
import io.spillway.appliance.admin.Facts;
import io.spillway.appliance.admin.InMemoryKeys;
import io.spillway.appliance.admin.OneObjectView;
import io.spillway.appliance.configuration.HostPort;
import io.spillway.appliance.credentials.AccessKeyGenerator;
import io.spillway.appliance.credentials.AdminToken;
import io.spillway.appliance.datadirectory.RunFile;
import io.spillway.appliance.node.TierOnDisk;
import io.spillway.cluster.api.account.Secret;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ClientCommandTest {
    private static final URI S3 = URI.create("http://127.0.0.1:9320");
    private static final InMemoryKeys KEYS = new InMemoryKeys();
    @TempDir
    private static Path data;
    private static Secret token;
    @TempDir
    private static Path folder;
    private static TierOnDisk tier;
    private static AdminServer server;

    @BeforeAll
    static void start() throws Exception {
        SecureRandom random = new SecureRandom();
        tier = TierOnDisk.open(folder);
        tier.createBucket(OneObjectView.BUCKET.value());
        token = AdminToken.ensure(data, random);
        server = AdminServer.start(new HostPort("127.0.0.1", 0), token,
                new Facts("1.2.3", OneObjectView.NODE, S3, data),
                new AdminServer.Ports(new OneObjectView(), KEYS, new AccessKeyGenerator(random), Clock.systemUTC(),
                        tier.routes()));
        new RunFile(S3, server.address(), 1).write(data);
    }

    @AfterAll
    static void stop() {
        server.close();
        tier.close();
    }

    @Test
    void statusFindsTheApplianceByItsDataDirectory() {
        CommandRun run = CommandRun.of("status", "--data", data);

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("spillway 1.2.3\n", "s3       http://127.0.0.1:9320\n",
                OneObjectView.VOLUME + "     97  1 GiB     2 GiB  in service\n", "default        1        1   30 B\n");
    }

    @Test
    void statusFindsTheApplianceByItsAddress() {
        CommandRun run = CommandRun.of("status", "--admin", server.address(), "--token", token.reveal(), "--json");

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("{\"version\":\"1.2.3\"").endsWith("}\n");
    }

    @Test
    void explainShowsEverySlice() {
        CommandRun run = CommandRun.of("explain", "photos/" + OneObjectView.KEY, "--data", data);

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out().lines()).contains("photos/2026/été & co?.jpg", "storage policy  single",
                "     0      10  volume 00000000-0000-0000-0000-000000000003  chunk 55555555555555555555555555555555",
                "    20      10  target cold                                  bucket/pack",
                "    30      10  directory                                    the container's file");
    }

    @Test
    void explainSaysWhyAndWhatNext() {
        CommandRun run = CommandRun.of("explain", "photos/" + OneObjectView.KEY, "--data", data);

        assertThat(run.out()).contains("why here        it has never been moved",
                "what next       nothing: no policy governs its bucket");
        assertThat(CommandRun.of("explain", "photos/" + OneObjectView.KEY, "--data", data, "--json").out())
                .startsWith("{\"placement\":{\"bucket\":\"photos\"")
                .contains("\"history\":{\"last\":null,\"outlook\":null}}");
    }

    @Test
    void aTargetIsAddedAndListedWithoutSecrets() {
        Path place = folder.resolve("archive");

        CommandRun added = CommandRun.of("target", "add", "archive", "--type", "directory", "--path", place, "--class",
                "ARCHIVE", "--data", data);

        assertThat(added.err()).isEmpty();
        assertThat(added.out())
                .isEqualTo("target archive is " + place + "; readers see its class as ARCHIVE\n");
        assertThat(CommandRun.of("target", "list", "--data", data).out())
                .containsPattern("archive +directory +ARCHIVE +.* in service");
    }

    @Test
    void aProbeTellsEachStep() {
        CommandRun.of("target", "add", "probed", "--type", "directory", "--path", folder.resolve("probed"), "--data",
                data);

        CommandRun probe = CommandRun.of("target", "probe", "probed", "--data", data);

        assertThat(probe.code()).as(probe.err()).isZero();
        assertThat(probe.out()).contains("put an object", "remove exactly the object", "put if absent",
                "target probed can be used");
        assertThat(CommandRun.of("target", "probe", "probd", "--data", data).err())
                .isEqualTo("spillway: there is no target \"probd\": did you mean \"probed\"?\n");
    }

    @Test
    void aTargetsCredentialsFileMustHoldSome() throws Exception {
        Path file = Files.writeString(folder.resolve("credentials"), "[other]\nkey = value\n");

        CommandRun run = CommandRun.of("target", "add", "cold", "--type", "s3", "--bucket", "b", "--credentials", file,
                "--data", data);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("has nothing under [default]").doesNotContain("value");
    }

    @Test
    void aPolicyIsCheckedWithoutAnAppliance() throws Exception {
        Path file = Files.writeString(folder.resolve("policy.yaml"), """
                apiVersion: spillway/v1
                policy: archive
                applies: { account: default, containers: ["raw-*"] }
                rules:
                  - { name: old, when: object.age > days(30), then: { tier: cold } }
                """);

        CommandRun good = CommandRun.of("policy", "check", file, "--targets", "cold,warm");
        CommandRun bad = CommandRun.of("policy", "check", file, "--targets", "colt");

        assertThat(good.code()).as(good.err()).isZero();
        assertThat(good.out()).isEqualTo(file + ": policy archive is in order; its rules: old\n");
        assertThat(bad.code()).isEqualTo(1);
        assertThat(bad.out()).contains(file + ":5:", "\"cold\"", "remedy: did you mean \"colt\"?");
        assertThat(CommandRun.of("policy", "check", folder.resolve("none.yaml"), "--targets", "a").err())
                .contains("there is no policy file");
    }

    @Test
    void aPolicyRunsAndTellsByRule() throws Exception {
        tier.createBucket("films");
        tier.put("films", "a.mov", new byte[3000]);
        CommandRun.of("target", "add", "films-cold", "--type", "directory", "--path", folder.resolve("films-cold"),
                "--data", data);
        Path file = Files.writeString(folder.resolve("films.yaml"), """
                apiVersion: spillway/v1
                policy: films
                applies: { account: default, containers: [films] }
                rules:
                  - { name: old, when: object.age > days(30), then: { tier: films-cold } }
                """);
        Instant later = Instant.now().plus(Duration.ofDays(31));

        CommandRun dry = CommandRun.of("policy", "run", file, "--dry-run", "--data", data);
        CommandRun run = CommandRun.of("policy", "run", file, "--at", later, "--wait", "--data", data);
        CommandRun json = CommandRun.of("policy", "run", file, "--at", later, "--wait", "--json", "--data", data);

        assertThat(dry.out()).contains("policy films, version 1 (dry run, nothing is registered)",
                "1 objects in 1 buckets, 1 stay");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("1 released");
        assertThat(json.out()).contains("\"states\":{\"released\":1}", "\"settled\":true");
        assertThat(CommandRun.of("recall", "films", "--prefix", "", "--wait", "--data", data).out())
                .contains("0 on their way, 1 local, 0 busy");
    }

    @Test
    void aRunWhoseMovesWereGivenUpIsPartlyDone() throws Exception {
        List<Path> before = chunks();
        tier.createBucket("torn");
        tier.put("torn", "a.mov", new byte[30_000]);
        Path chunk = chunks().stream().filter(file -> !before.contains(file)).findFirst().orElseThrow();
        Files.write(chunk, new byte[]{1}, StandardOpenOption.WRITE);
        CommandRun.of("target", "add", "torn-cold", "--type", "directory", "--path", folder.resolve("torn-cold"),
                "--data", data);
        Path file = Files.writeString(folder.resolve("torn.yaml"), """
                apiVersion: spillway/v1
                policy: torn
                applies: { account: default, containers: [torn] }
                rules:
                  - { name: old, when: object.age > days(30), then: { tier: torn-cold } }
                """);

        CommandRun run = CommandRun.of("policy", "run", file, "--at", Instant.now().plus(Duration.ofDays(31)),
                "--wait", "--data", data);

        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(4);
        assertThat(run.out()).contains("1 moves of this run were given up", "1 abandoned");
        assertThat(CommandRun.of("status", "--data", data).out()).contains("alarm since", "object a.mov");
    }

    private static List<Path> chunks() throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve("data/volume/chunks"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void anObjectThatIsNotThereFailsWithItsName() {
        CommandRun run = CommandRun.of("explain", "photos/lost.jpg", "--data", data);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("spillway: container photos has no object \"lost.jpg\"\n");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aKeyIsMadeInTheFormOfAwsAndListedWithoutItsSecret() {
        CommandRun made = CommandRun.of("key", "create", "--account", "research", "--data", data);
        CommandRun listed = CommandRun.of("key", "list", "--data", data);

        String id = KEYS.list().getFirst().id();
        String secret = KEYS.find(id).orElseThrow().secret().reveal();
        assertThat(made.out()).isEqualTo("""
                [research]
                aws_access_key_id = %s
                aws_secret_access_key = %s
                """.formatted(id, secret));
        assertThat(listed.out()).contains("research  " + id + "\n").doesNotContain(secret);
        assertThat(CommandRun.of("key", "list", "--data", data, "--json").out())
                .contains("{\"account\":\"research\",\"accessKeyId\":\"" + id + "\"}");
    }

    @Test
    void anIllegalAccountNameFailsWithWhatIsLegal() {
        CommandRun run = CommandRun.of("key", "create", "--account", "No Such", "--data", data);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("account name \"No Such\" is not legal: use 1 to 64 of a-z 0-9");
    }

    @Test
    void aWrongTokenFails() {
        CommandRun run = CommandRun.of("status", "--admin", server.address(), "--token", "wrong");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("the token is missing or wrong");
    }

    @Test
    void anApplianceThatIsGoneIsUnreachable() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            free = socket.getLocalPort();
        }

        CommandRun run = CommandRun.of("status", "--admin", "http://127.0.0.1:" + free, "--token", "any");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("no appliance answers at http://127.0.0.1:" + free);
    }

    @Test
    void aDataDirectoryThatNothingServesIsUnreachable(@TempDir Path other) {
        CommandRun run = CommandRun.of("status", "--data", other);

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("no appliance runs on the data directory " + other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "serve", "init", "status", "explain", "key", "key create", "key list", "version",
            "target", "target add", "target list", "target probe", "policy", "policy check", "policy run", "recall"})
    void everyCommandHasHelpWithExamples(String command) {
        CommandRun run = CommandRun.of((Object[]) (command + " --help").strip().split(" "));

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith(("Usage: spillway " + command).strip());
        assertThat(run.out()).containsPattern("(?m)^Examples?:|^Commands:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "explain", "explain bucket-only", "key", "key create", "statsu",
            "target add x", "recall bucket-only", "recall a/b --prefix c", "policy run", "policy run f --at noon",
            "status --nonsense"})
    void aCommandWrittenWronglyIsUsage(String command) {
        CommandRun run = CommandRun.of((Object[]) command.split(" "));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).containsAnyOf("Usage: spillway", "Did you mean: spillway status");
    }

    @Test
    void theVersionIsPrinted() {
        assertThat(CommandRun.of("version").out()).startsWith("spillway ").contains("Java " + Runtime.version());
    }
}
