package io.spillway.cluster.directory.rebuild;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.VolumeId;
import io.spillway.cluster.api.object.WriteCondition;
import io.spillway.cluster.api.restore.LostObjects.LostObject;
import io.spillway.cluster.api.restore.Rebuilt;
import io.spillway.cluster.api.transition.RemoteObject;
import io.spillway.cluster.directory.ContainerCommand.DeleteObject;
import io.spillway.cluster.directory.ObjectVersion;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.engine.DirectoryEngine;
import io.spillway.cluster.directory.engine.DirectorySettings;
import io.spillway.cluster.directory.engine.Writes;
import io.spillway.cluster.directory.rebuild.DirectoryRebuilder.Secrets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A directory of which copies are made, and its rebuilding from them. */
abstract class RebuildScenario {
    static final Secrets DROPPED = new Secrets.Dropped();
    static final AccountName ACCOUNT = new AccountName("default");
    static final ContainerName NAME = new ContainerName("bucket");
    static final Instant FAR = Instant.parse("2999-01-01T00:00:00Z");

    @TempDir
    Path folder;
    final Random random = new Random(5);
    final Writes writes = new Writes(random);
    final List<LostObject> lost = new ArrayList<>();
    DirectoryEngine directory;
    int copies;

    @BeforeEach
    void open() throws IOException {
        directory = open("first");
    }

    @AfterEach
    void close() throws IOException {
        directory.close();
    }

    DirectoryEngine open(String name) throws IOException {
        return DirectoryEngine.open(DirectorySettings.in(folder.resolve(name)), Clock.systemUTC(), random);
    }

    ContainerRef create(AccountName account) {
        return ((Outcome.Created) directory.createContainer(account, NAME, Optional.empty())).container().ref();
    }

    void put(ContainerRef container, String key) {
        assertThat(directory.propose(writes.put(container, key, 100))).isInstanceOf(Outcome.Written.class);
    }

    void delete(ContainerRef container, String key) {
        assertThat(directory.propose(new DeleteObject(container, new ObjectKey(key), Optional.empty(),
                WriteCondition.ALWAYS, Writes.GRACES))).isInstanceOf(Outcome.Deleted.class);
    }

    record FileCopy(ContainerRef container, Path file) {}

    FileCopy copyOf(ContainerRef container) throws Exception {
        Path copy = folder.resolve("copy-" + copies++);
        assertThat(directory.backups().copyTo(container, copy)).isNotNegative();
        return new FileCopy(container, copy);
    }

    Path namespace() throws Exception {
        Path copy = folder.resolve("copy-" + copies++);
        assertThat(directory.namespaceBackups().copyNamespaceTo(copy)).isGreaterThanOrEqualTo(-1);
        return copy;
    }

    Rebuilt rebuild(Optional<Path> namespace, FileCopy... containers) throws Exception {
        return rebuild(Set.of(), DROPPED, 0, namespace, containers);
    }

    /** Loses the directory and opens the one that was made from these copies. */
    Rebuilt rebuild(Set<VolumeId> volumes, Secrets secrets, long term, Optional<Path> namespace,
            FileCopy... containers) throws Exception {
        directory.close();
        var rebuilder = DirectoryRebuilder.begin(
                new DirectoryRebuilder.Settings(folder.resolve("second"), volumes, Writes.GRACES, secrets),
                Clock.systemUTC());
        if (namespace.isPresent()) {
            rebuilder.takeNamespace(namespace.get());
        }
        for (FileCopy copy : containers) {
            rebuilder.takeContainer(copy.container, copy.file, backup());
        }
        Rebuilt rebuilt = rebuilder.assemble(term, lost::add);
        rebuilder.publish();
        directory = open("second");
        return rebuilt;
    }

    static RemoteObject backup() {
        return new RemoteObject("cold", "f1", "vault", "b/1", Optional.of("v1"), Optional.empty(), 1, "bb".repeat(32));
    }

    Optional<ObjectVersion> current(ContainerRef container, String key) throws Exception {
        return directory.current(container, new ObjectKey(key));
    }
}
