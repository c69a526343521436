package io.spillway.cluster.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import io.spillway.cluster.account.MasterKey;
import io.spillway.cluster.api.account.Secret;
import io.spillway.cluster.api.registry.PolicyRecord;
import io.spillway.cluster.api.registry.TargetRecord;
import io.spillway.cluster.directory.Directory;
import io.spillway.cluster.directory.NamespaceCommand.RegisterPolicy;
import io.spillway.cluster.directory.OperationId;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.SealedTarget;
import io.spillway.cluster.directory.engine.DirectoryEngine;
import io.spillway.cluster.directory.engine.DirectorySettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RegistryTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final TargetRecord COLD = new TargetRecord("cold", "s3", "f1", 1,
            Map.of("bucket", "archive", "region", "eu-west-3"),
            Map.of("accessKey", new Secret("key-not-shown"), "secretKey", new Secret("secret-not-shown")));
    private static final TargetRecord SHELF = new TargetRecord("shelf", "directory", "f2", 1,
            Map.of("path", "/mnt/shelf"), Map.of());

    @TempDir
    Path folder;
    private final SecureRandom secure = new SecureRandom();
    private Instant now = NOON;
    private DirectoryEngine directory;
    private DirectoryTargets targets;
    private DirectoryPolicies policies;

    @BeforeEach
    void open() throws IOException {
        // Only an explicit flush makes a file durable, so that a replay has everything to do.
        DirectorySettings settings = DirectorySettings.in(folder);
        directory = DirectoryEngine.open(
                new DirectorySettings(folder, settings.openFiles(), settings.log(), Duration.ofHours(1),
                        settings.graces(), settings.consumers()),
                InstantSource.tick(() -> now, Duration.ofMillis(1)).withZone(ZoneOffset.UTC),
                new Random(secure.nextLong()));
        targets = DirectoryTargets.open(directory, directory.targets(), masterKey());
        policies = DirectoryPolicies.open(directory);
    }

    @AfterEach
    void close() throws IOException {
        directory.close();
    }

    private void reopen() throws IOException {
        directory.close();
        open();
    }

    private MasterKey masterKey() throws IOException {
        return MasterKey.load(folder.resolve("master.key"), !directory.holdsSecrets(), secure);
    }

    @Test
    void targetsAndPoliciesAreThereAfterAReopening() throws Exception {
        targets.put(SHELF);
        targets.put(COLD);
        PolicyRecord first = policies.register("archive", "one");
        now = NOON.plusSeconds(60);
        PolicyRecord second = policies.register("archive", "two");
        PolicyRecord other = policies.register("old exports", "three");
        reopen();
        assertThat(targets.list()).containsExactly(COLD, SHELF);
        assertThat(targets.find("cold")).contains(COLD);
        assertThat(targets.find("hot")).isEmpty();
        assertThat(policies.list()).containsExactly(second, other);
        assertThat(policies.newest("archive")).contains(second);
        assertThat(policies.find("archive", 1)).contains(first);
        assertThat(policies.find("archive", 3)).isEmpty();
        assertThat(first).isEqualTo(new PolicyRecord("archive", 1, "one", NOON));
        assertThat(second).isEqualTo(new PolicyRecord("archive", 2, "two", NOON.plusSeconds(60)));
    }

    @Test
    void aReplayOfTheLogMakesTheSameRegistry() throws Exception {
        List<Path> made = List.of(folder.resolve("directory.db"), folder.resolve("group.db"));
        Path former = Files.createDirectory(folder.resolve("former"));
        for (Path file : made) {
            // An empty file in the state before any entry; the rest of it stands in the log alone.
            Files.copy(file, former.resolve(file.getFileName()));
        }
        targets.put(COLD);
        policies.register("archive", "one");
        policies.register("archive", "two");
        policies.register("archive", "one");
        List<SealedTarget> sealed = directory.targets();
        List<PolicyRecord> newest = policies.list();
        now = NOON.plus(Duration.ofDays(1));
        directory.close();
        for (Path file : made) {
            Files.copy(former.resolve(file.getFileName()), file,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        open();
        assertThat(directory.targets()).isEqualTo(sealed);
        assertThat(targets.list()).containsExactly(COLD);
        assertThat(policies.list()).isEqualTo(newest).containsExactly(new PolicyRecord("archive", 3, "one", NOON));
        assertThat(policies.find("archive", 2)).contains(new PolicyRecord("archive", 2, "two", NOON));
    }

    @Test
    void noCredentialStandsInAFileOfTheDirectory() throws Exception {
        targets.put(COLD);
        directory.flush();
        assertThat(directory.targets().toString() + targets.list()).doesNotContain("not-shown");
        directory.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString()).doesNotContain("not-shown");
            }
        }
    }

    @Test
    void aTargetTakesOtherSettingsCredentialsAndAHigherEpoch() throws Exception {
        targets.put(COLD);
        TargetRecord changed = new TargetRecord("cold", "s3", "f1", 2, Map.of("bucket", "archive"),
                Map.of("accessKey", new Secret("rotated")));
        targets.put(changed);
        assertThat(targets.list()).containsExactly(changed);
        reopen();
        assertThat(targets.list()).containsExactly(changed);
    }

    @Test
    void aNameNeverStandsForAnotherTarget() throws Exception {
        targets.put(COLD);
        assertThatThrownBy(() -> targets.put(new TargetRecord("cold", "b2", "f1", 1, Map.of(), Map.of())))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("kind s3");
        assertThatThrownBy(() -> targets.put(new TargetRecord("cold", "s3", "f9", 1, Map.of(), Map.of())))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("f1");
        assertThat(targets.list()).containsExactly(COLD);
        reopen();
        assertThat(targets.list()).containsExactly(COLD);
    }

    @Test
    void aTargetIsNotGivenBackToAFormerOwner() throws Exception {
        TargetRecord taken = new TargetRecord("cold", "s3", "f1", 5, Map.of(), Map.of());
        targets.put(taken);
        assertThatThrownBy(() -> targets.put(new TargetRecord("cold", "s3", "f1", 4, Map.of(), Map.of())))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("epoch 5");
        reopen();
        assertThat(targets.list()).containsExactly(taken);
    }

    @Test
    void aMissingMasterKeyIsNotReplacedOnceACredentialIsSealed() throws Exception {
        targets.put(SHELF);
        Files.delete(folder.resolve("master.key"));
        masterKey();
        reopen();
        targets.put(COLD);
        Files.delete(folder.resolve("master.key"));
        assertThatThrownBy(this::masterKey).isInstanceOf(IOException.class).hasMessageContaining("restore the file");
    }

    @Test
    void aCredentialOfOneTargetDoesNotOpenInAnother() throws Exception {
        targets.put(COLD);
        SealedTarget sealed = directory.targets().getFirst();
        SealedTarget moved = new SealedTarget("other", "s3", "f1", 1, Map.of(), sealed.credentials());
        MasterKey master = masterKey();
        assertThatThrownBy(() -> DirectoryTargets.open(directory, List.of(moved), master))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("target other");
    }

    @Test
    void theNewestTextAgainIsTheNewestVersionAndAFormerOneIsANewVersion() throws Exception {
        PolicyRecord first = policies.register("archive", "one");
        now = NOON.plusSeconds(60);
        assertThat(policies.register("archive", "one")).isEqualTo(first);
        policies.register("archive", "two");
        PolicyRecord third = policies.register("archive", "one");
        assertThat(third).isEqualTo(new PolicyRecord("archive", 3, "one", NOON.plusSeconds(60)));
        assertThat(policies.find("archive", 1)).contains(first);
        assertThat(policies.register("archive", "one")).isEqualTo(third);
    }

    @Test
    void aRegistrationThatIsProposedAgainIsAnsweredAlike() {
        OperationId operation = directory.newOperation();
        RegisterPolicy command = new RegisterPolicy("archive", "one");
        Outcome first = directory.propose(operation, command, Directory.PATIENCE);
        assertThat(first).isEqualTo(new Outcome.Registered(1, NOON));
        directory.propose(new RegisterPolicy("archive", "two"));
        assertThat(directory.propose(operation, command, Directory.PATIENCE)).isEqualTo(first);
        assertThat(directory.policies()).extracting(PolicyRecord::number).containsExactly(2L);
    }

    @Test
    void registrationsFromManyThreadsGetNumbersWithoutGapsAndMemoryHoldsTheLast() throws Exception {
        List<Long> numbers = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(16, Thread.ofVirtual().factory())) {
            List<Future<PolicyRecord>> registered = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                String text = "text " + i;
                registered.add(callers.submit(() -> policies.register("archive", text)));
            }
            for (Future<PolicyRecord> record : registered) {
                numbers.add(record.get().number());
            }
        }
        assertThat(numbers).doesNotHaveDuplicates().hasSize(64).allMatch(number -> number >= 1 && number <= 64);
        assertThat(policies.list()).isEqualTo(directory.policies()).extracting(PolicyRecord::number)
                .containsExactly(64L);
    }

    @Test
    void aTextThatDoesNotFitTheLogIsRefused() {
        String text = "x".repeat(300 * 1024);
        assertThatThrownBy(() -> policies.register("archive", text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most");
        assertThat(policies.list()).isEmpty();
    }

    @Test
    void aDirectoryWithoutARegistryIsRefusedByItsFormat() throws Exception {
        directory.close();
        stampFormat(1);
        assertThatThrownBy(this::open).isInstanceOf(IOException.class)
                .hasMessageContaining("has format 1; this release reads 2");
        stampFormat(2);
        open();
    }

    private void stampFormat(int format) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("directory.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version=" + format);
        }
    }
}
