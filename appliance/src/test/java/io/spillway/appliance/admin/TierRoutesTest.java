package io.spillway.appliance.admin;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.spillway.appliance.admin.answer.BackupAnswer;
import io.spillway.appliance.admin.answer.CheckAnswer;
import io.spillway.appliance.admin.answer.HistoryAnswer;
import io.spillway.appliance.admin.answer.RecallAnswer;
import io.spillway.appliance.admin.answer.RunAnswer;
import io.spillway.appliance.admin.answer.TargetAnswer;
import io.spillway.appliance.client.AdminClient;
import io.spillway.appliance.client.RefusedException;
import io.spillway.appliance.configuration.HostPort;
import io.spillway.appliance.credentials.AccessKeyGenerator;
import io.spillway.appliance.node.TierOnDisk;
import io.spillway.appliance.tier.TargetRequest;
import io.spillway.appliance.tier.TierException;
import io.spillway.cluster.api.account.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The routes of the tier over a real cluster and a real folder as the target. */
class TierRoutesTest {
    private static final Secret TOKEN = new Secret("the-token-of-this-test");
    private static final String POLICY = """
            apiVersion: spillway/v1
            policy: archive
            applies: { account: default, containers: ["raw-*"] }
            rules:
              - name: notes stay
                when: object.extension == "md"
                then: { hold: {} }
              - name: old
                when: object.age > days(30)
                then: { tier: cold }
            """;

    @TempDir
    private Path folder;

    private TierOnDisk tier;
    private AdminServer server;
    private AdminClient client;

    @BeforeEach
    void start() throws Exception {
        tier = TierOnDisk.open(folder);
        server = AdminServer.start(new HostPort(InetAddress.getLoopbackAddress().getHostAddress(), 0), TOKEN,
                OneObjectView.FACTS, new AdminServer.Ports(new OneObjectView(), new InMemoryKeys(),
                        new AccessKeyGenerator(new SecureRandom()), Clock.systemUTC(), tier.routes()));
        client = new AdminClient(server.address(), TOKEN);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        tier.close();
    }

    @Test
    void aTargetIsAddedListedAndKeepsItsPlace() throws Exception {
        TargetAnswer added = addCold();

        assertThat(added.where()).isEqualTo(folder.resolve("target").toString());
        assertThat(added.storageClass()).isEqualTo("cold");
        assertThat(targets()).extracting(TargetAnswer::name).containsExactly("cold");
        assertThat(AdminClient.read(client.post("/v1/targets", target("cold", "target", "class", "FROZEN")),
                TargetAnswer.class).storageClass()).isEqualTo("FROZEN");
        assertThat(targets()).extracting(TargetAnswer::storageClass).containsExactly("FROZEN");
        assertThat(AdminClient.read(client.post("/v1/targets", target("cold", "target")), TargetAnswer.class)
                .storageClass()).as("what is not given stays as it was").isEqualTo("FROZEN");
        refused(target("cold", "elsewhere"), "a target never becomes another place");
        refused(target("second-name", "target"), "this place is target cold already");
    }

    @Test
    void aBackupIsMadeInTheBackgroundAndTold() throws Exception {
        addCold();
        BackupAnswer backup = AdminClient.read(client.post("/v1/backups", Map.of("target", "cold")),
                BackupAnswer.class);
        for (int i = 0; i < 600 && backup.state().equals("running"); i++) {
            Thread.sleep(100);
            backup = AdminClient.read(client.get("/v1/backups/" + backup.backup(), Map.of()), BackupAnswer.class);
        }
        assertThat(backup.state()).isEqualTo("done");
        assertThat(backup.complete()).isTrue();
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> client.post("/v1/backups", Map.of("target", "warm")))
                .withMessageContaining("there is no target \"warm\"");
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> client.get("/v1/backups/none", Map.of())).withMessageContaining("no backup none");
    }

    @Test
    void whatWouldBeIgnoredOrIsMissingIsRefused() throws Exception {
        refused(target("cold", "target", "bucket", "b"), "--bucket means nothing to a target of type directory");
        refused(Map.of("name", "cold", "type", "floppy"), "there is no type of target \"floppy\"");
        refused(Map.of("name", "cold", "type", "directory"), "needs --path");
        refused(Map.of("name", "cold", "type", "s3", "settings", Map.of("bucket", "b")), "needs --credentials");
        refused(target("No Name", "unmarked"), "cannot name a target");
        assertThat(folder.resolve("unmarked")).as("nothing is left of what was refused").doesNotExist();
        refused(target("cold", "data/volume/inside"), "shares its folder with the appliance's own");
        refused(target("cold", "data/directory"), "shares its folder with the appliance's own");
        Files.writeString(folder.resolve("file"), "no folder");
        refused(target("cold", "file"), "cannot be made a target");
        refused(Map.of("name", "cold", "type", "s3", "settings", Map.of("bucket", "b", "class", "DEEP_ARCHIVE"),
                "credentials", Map.of("aws_access_key_id", "a", "aws_secret_access_key", "b")), "need a restore");
        assertThat(targets()).isEmpty();
    }

    @Test
    void anotherClustersPlaceIsRefused() throws Exception {
        try (TierOnDisk other = TierOnDisk.open(folder.resolve("other"))) {
            addCold();

            assertThatExceptionOfType(TierException.class)
                    .isThrownBy(() -> other.routes().targets()
                            .add(new TargetRequest("cold", "directory",
                                    Map.of("path", folder.resolve("target").toString()), Map.of())))
                    .withMessageContaining("it belongs to cluster");
        }
    }

    @Test
    void aCheckTellsPlaceAndRemedy() throws Exception {
        CheckAnswer found = check(POLICY);

        assertThat(found.accepted()).isFalse();
        assertThat(found.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(10);
            assertThat(problem.message()).contains("cold");
        });
        addCold();
        assertThat(check(POLICY).accepted()).isTrue();
        assertThat(check(POLICY).rules()).containsExactly("notes stay", "old");
    }

    @Test
    void aRunMovesWhatIsDueAndARecallBringsItBack() throws Exception {
        addCold();
        tier.createBucket("raw-1");
        tier.put("raw-1", "film.mov", new byte[5000]);
        tier.put("raw-1", "notes.md", new byte[100]);

        assertThat(run(POLICY, true, Instant.now()).rules().get(1).due()).isZero();
        Instant later = Instant.now().plus(Duration.ofDays(31));
        assertThat(run(POLICY, true, later).rules().get(1).due()).isEqualTo(1);
        RunAnswer run = run(POLICY, false, later);
        assertThat(run.version()).isEqualTo(1);
        RunAnswer settled = AdminClient.read(client.post("/v1/policies/runs/" + run.run() + "/settle",
                Map.of("seconds", 30)), RunAnswer.class);

        assertThat(settled.settled()).isTrue();
        assertThat(settled.rules().get(1).states()).containsExactly(Map.entry("released", 1L));
        assertThat(settled.rules().get(0).matched()).isEqualTo(1);
        assertThat(packs()).isEqualTo(1);
        HistoryAnswer.Transition last = history("film.mov").last();
        assertThat(last).isNotNull();
        assertThat(last.rule()).isEqualTo("old");
        assertThat(last.state()).isEqualTo("released");
        HistoryAnswer.Outlook outlook = history("notes.md").outlook();
        assertThat(outlook).isNotNull();
        assertThat(outlook.ruleNow()).isEqualTo("notes stay");
        assertThat(history("notes.md").last()).isNull();

        assertThat(recall(Map.of("bucket", "raw-1", "key", "film.mov")).planned()).isEqualTo(1);
        awaitLocal();
    }

    @Test
    void aBucketHasOnePolicy() throws Exception {
        addCold();
        run(POLICY, false, Instant.now());

        String other = POLICY.replace("policy: archive", "policy: other").replace("raw-*", "raw-1");
        assertThat(check(other).problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                .contains("policy other would govern containers raw-1", "policy archive, version 1, governs raw-*"));
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> run(other, false, Instant.now()))
                .withMessageContaining("a container has one policy");
        assertThat(run(POLICY, false, Instant.now()).version()).as("the same text is the same version").isEqualTo(1);
        assertThat(run(POLICY + "# revised\n", false, Instant.now()).version()).isEqualTo(2);
    }

    @Test
    void whatIsNotThereIsNamed() throws Exception {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> client.get("/v1/policies/runs/none", Map.of())).withMessageContaining("no run none");
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> recall(Map.of("bucket", "raw-9", "key", "k"))).withMessageContaining("raw-9");
        tier.createBucket("raw-1");
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> recall(Map.of("bucket", "raw-1", "key", "k"))).withMessageContaining("k");
        addCold();
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> client.post("/v1/policies/runs", Map.of("text", POLICY)))
                .withMessageContaining("say whether the run is dry");
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> client.post("/v1/policies/runs", Map.of("text", "policy: [", "dryRun", true)))
                .withMessageContaining("not in order, beginning with line 1");
    }

    private void awaitLocal() throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (recall(Map.of("bucket", "raw-1", "prefix", "film")).local() != 1) {
            assertThat(System.nanoTime()).as("the bytes come back").isLessThan(deadline);
            tier.routes().engine().settle(Instant.now(), Duration.ofMillis(200));
        }
    }

    private long packs() throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve("target"))) {
            return files.filter(file -> file.toString().endsWith(".pack.object")).count();
        }
    }

    private TargetAnswer addCold() throws Exception {
        return AdminClient.read(client.post("/v1/targets", target("cold", "target")), TargetAnswer.class);
    }

    private Map<String, Object> target(String name, String path, String... more) {
        Map<String, String> settings = new HashMap<>(Map.of("path", folder.resolve(path).toString()));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return Map.of("name", name, "type", "directory", "settings", settings);
    }

    private void refused(Map<String, Object> target, String message) {
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> client.post("/v1/targets", target))
                .withMessageContaining(message);
    }

    private List<TargetAnswer> targets() throws Exception {
        return List.of(AdminClient.read(client.get("/v1/targets", Map.of()), TargetAnswer[].class));
    }

    private CheckAnswer check(String text) throws Exception {
        return AdminClient.read(client.post("/v1/policies/check", Map.of("text", text)), CheckAnswer.class);
    }

    private RunAnswer run(String text, boolean dry, Instant at) throws Exception {
        RunAnswer run = AdminClient.read(
                client.post("/v1/policies/runs", Map.of("text", text, "dryRun", dry, "at", at.toString())),
                RunAnswer.class);
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (run.state().equals("running")) {
            assertThat(System.nanoTime()).as("the run ends").isLessThan(deadline);
            run = AdminClient.read(client.get("/v1/policies/runs/" + run.run(), Map.of()), RunAnswer.class);
        }
        return run;
    }

    private HistoryAnswer history(String key) throws Exception {
        return AdminClient.read(client.get("/v1/history", Map.of("bucket", "raw-1", "key", key)),
                HistoryAnswer.class);
    }

    private RecallAnswer recall(Map<String, String> wanted) throws Exception {
        return AdminClient.read(client.post("/v1/recalls", wanted), RecallAnswer.class);
    }
}
