package io.spillway.cluster.account;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import io.spillway.cluster.api.account.AccessKey;
import io.spillway.cluster.api.account.AccessKeys.KeyEntry;
import io.spillway.cluster.api.account.AccountUsage;
import io.spillway.cluster.api.account.Secret;
import io.spillway.cluster.api.change.Change;
import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.name.VersionId;
import io.spillway.cluster.api.object.ObjectAttributes;
import io.spillway.cluster.api.object.WriteCondition;
import io.spillway.cluster.directory.ContainerCommand.BeginWrite;
import io.spillway.cluster.directory.ContainerCommand.CommitObject;
import io.spillway.cluster.directory.ContainerCommand.DeleteObject;
import io.spillway.cluster.directory.ContainerCommand.Graces;
import io.spillway.cluster.directory.NamespaceCommand.AddUsage;
import io.spillway.cluster.directory.NamespaceCommand.UsageDelta;
import io.spillway.cluster.directory.ObjectHead;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.WriteId;
import io.spillway.cluster.directory.engine.DirectoryEngine;
import io.spillway.cluster.directory.engine.DirectorySettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AccountsTest {
    private static final AccountName ACCOUNT = new AccountName("default");
    private static final AccessKey KEY = new AccessKey("AKIDEXAMPLE", new Secret("not-shown"), ACCOUNT);
    private static final Graces GRACES = new Graces(Duration.ZERO, Duration.ZERO);

    @TempDir
    Path folder;
    private final SecureRandom secure = new SecureRandom();
    private final Random random = new Random(3);
    private DirectoryEngine directory;

    @BeforeEach
    void open() throws IOException {
        directory = DirectoryEngine.open(DirectorySettings.in(folder), Clock.systemUTC(), random);
    }

    @AfterEach
    void close() throws IOException {
        directory.close();
    }

    private SealedAccessKeys keys() throws IOException {
        return SealedAccessKeys.open(directory, directory.accessKeys(),
                MasterKey.load(folder.resolve("master.key"), !directory.holdsSecrets(), secure));
    }

    @Test
    void aKeyIsFoundAfterAReopeningAndItsSecretStandsInNoFileOfTheDirectory() throws Exception {
        keys().add(KEY);
        directory.close();
        open();
        assertThat(keys().find(KEY.id())).contains(KEY);
        assertThat(keys().list()).containsExactly(new KeyEntry(KEY.id(), ACCOUNT));
        directory.flush();
        // Open, it would go on purging its log while the files are read.
        directory.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString()).doesNotContain("not-shown");
            }
        }
        assertThat(Files.getPosixFilePermissions(folder.resolve("master.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aKeyIdIsGivenOnce() throws Exception {
        SealedAccessKeys keys = keys();
        keys.add(KEY);
        assertThatThrownBy(() -> keys.add(new AccessKey(KEY.id(), new Secret("other"), ACCOUNT)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(keys.find(KEY.id())).contains(KEY);
    }

    @Test
    void aMissingMasterKeyIsNotReplacedOnceSomethingIsSealed() throws Exception {
        keys().add(KEY);
        Files.delete(folder.resolve("master.key"));
        assertThatThrownBy(this::keys).isInstanceOf(IOException.class).hasMessageContaining("restore the file");
    }

    @Test
    void usageFollowsTheChangeLogAndTheLogIsTrimmedBehindIt() throws Exception {
        ContainerRef ref = ((Outcome.Created) directory.createContainer(ACCOUNT, new ContainerName("bucket"),
                Optional.empty())).container().ref();
        put(ref, "a");
        put(ref, "b");
        put(ref, "a");
        directory.propose(new DeleteObject(ref, new ObjectKey("b"), Optional.empty(), WriteCondition.ALWAYS, GRACES));
        List<Change> changes = directory.changeLog().read(DirectorySettings.ACCOUNTS, ref, 10);
        assertThat(changes).extracting(Change::sequence).containsExactly(1L, 2L, 3L, 4L);
        assertThat(changes).extracting(Change::objectsDelta).containsExactly(1L, 1L, 0L, -1L);
        try (UsageCounter counter = new UsageCounter(directory.changeLog(), directory, DirectorySettings.ACCOUNTS,
                Duration.ofSeconds(1))) {
            assertThat(counter.catchUp()).isEqualTo(4);
            assertThat(directory.usage(ACCOUNT)).contains(new AccountUsage(ACCOUNT, 1, 1, 0));
            assertThat(counter.catchUp()).isZero();
        }
        assertThat(directory.changeLog().pending(DirectorySettings.ACCOUNTS, 10)).isEmpty();
        assertThat(directory.changeLog().read(DirectorySettings.ACCOUNTS, ref, 10)).isEmpty();
    }

    @Test
    void aBatchThatIsDeliveredTwiceCountsOnce() {
        ContainerRef ref = ((Outcome.Created) directory.createContainer(ACCOUNT, new ContainerName("bucket"),
                Optional.empty())).container().ref();
        directory.propose(new AddUsage(ref, ACCOUNT, List.of(new UsageDelta(1, 1, 10), new UsageDelta(2, 1, 5))));
        directory.propose(new AddUsage(ref, ACCOUNT, List.of(new UsageDelta(2, 1, 5), new UsageDelta(3, 1, 7))));
        assertThat(directory.usage(ACCOUNT)).contains(new AccountUsage(ACCOUNT, 1, 3, 22));
    }

    private void put(ContainerRef ref, String key) {
        VersionId version = VersionId.next(1_700_000_000_000L, random);
        directory.propose(new BeginWrite(ref, WriteId.of(version), new ObjectKey(key)));
        assertThat(directory.propose(new CommitObject(ref, WriteId.of(version), version,
                new ObjectHead(new ObjectKey(key), 0, "d41d8cd98f00b204e9800998ecf8427e", ObjectAttributes.NONE,
                        List.of(), new StoragePolicyName("single"), List.of()),
                List.of(), WriteCondition.ALWAYS, GRACES))).isInstanceOf(Outcome.Written.class);
    }
}
