package io.spillway.appliance.datadirectory;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DataDirectoryTest {
    private static final Instant NOW = Instant.parse("2026-11-21T07:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    private Path folder;

    @Test
    void aNewDirectoryIsMadeForItsOwnerAlone() throws Exception {
        Path path = folder.resolve("new/data");

        try (DataDirectory directory = DataDirectory.claim(path)) {
            assertThat(directory.identity()).isEmpty();
            assertThat(permissions(path)).isEqualTo("rwx------");
        }
    }

    @Test
    void anInitialisedDirectoryKeepsItsIdentity() throws Exception {
        NodeIdentity made = initialise(folder);

        try (DataDirectory directory = DataDirectory.claim(folder)) {
            assertThat(directory.identity()).contains(made);
        }
        assertThat(made.format()).isEqualTo(NodeIdentity.FORMAT);
        assertThat(made.created()).isEqualTo(NOW);
        assertThat(permissions(folder.resolve("identity"))).isEqualTo("rw-------");
    }

    @Test
    void anInitialisationCutShortGoesOnWithTheSameIdentity() throws Exception {
        NodeIdentity begun;
        try (DataDirectory directory = DataDirectory.claim(folder)) {
            begun = directory.begin(() -> NodeIdentity.fresh(CLOCK));
        }
        Files.createDirectory(folder.resolve("volume"));

        assertThat(initialise(folder)).isEqualTo(begun);
    }

    @Test
    void aRestoreThatWasCutShortIsRefusedByEveryStartAndBegunAgainFromNothing() throws Exception {
        try (DataDirectory directory = DataDirectory.claimForRestore(folder)) {
            directory.begin(() -> NodeIdentity.fresh(CLOCK));
            Files.createDirectories(folder.resolve("directory/containers"));
        }
        assertThatExceptionOfType(DataDirectoryException.class).isThrownBy(() -> DataDirectory.claim(folder))
                .withMessageContaining("cut short");
        try (DataDirectory again = DataDirectory.claimForRestore(folder)) {
            assertThat(folder.resolve("directory")).doesNotExist();
            again.begin(() -> NodeIdentity.fresh(CLOCK));
            again.complete();
        }
        try (DataDirectory restored = DataDirectory.claim(folder)) {
            assertThat(restored.identity()).isPresent();
        }
        assertThatExceptionOfType(DataDirectoryException.class)
                .isThrownBy(() -> DataDirectory.claimForRestore(folder)).withMessageContaining("there is a node in");
    }

    @Test
    void aRestoreWantsAnEmptyFolder() throws Exception {
        Files.writeString(folder.resolve("notes.txt"), "mine");
        assertThatExceptionOfType(DataDirectoryException.class)
                .isThrownBy(() -> DataDirectory.claimForRestore(folder)).withMessageContaining("not empty");
        assertThat(folder.resolve("notes.txt")).hasContent("mine");
    }

    @Test
    void aSecondProcessIsRefusedAndToldWhoHoldsTheDirectory() throws Exception {
        try (DataDirectory first = DataDirectory.claim(folder)) {
            assertThat(first.identity()).isEmpty();

            assertThatExceptionOfType(DataDirectoryException.class).isThrownBy(() -> DataDirectory.claim(folder))
                    .withMessageContaining("in use by process " + ProcessHandle.current().pid());
        }
        DataDirectory.claim(folder).close();
    }

    @Test
    void aNewerFormatIsRefused() throws Exception {
        initialise(folder);
        replace(folder.resolve("identity"), "format=1", "format=2");

        assertThatExceptionOfType(DataDirectoryException.class).isThrownBy(() -> DataDirectory.claim(folder))
                .withMessageContaining("has format 2, and this release reads up to 1");
        replace(folder.resolve("identity"), "format=2", "format=1");
        DataDirectory.claim(folder).close();
    }

    @Test
    void aDamagedIdentityIsRefused() throws Exception {
        initialise(folder);
        replace(folder.resolve("identity"), "cluster=", "cluster=x");

        assertThatExceptionOfType(DataDirectoryException.class).isThrownBy(() -> DataDirectory.claim(folder))
                .withMessageContaining("identity file " + folder.resolve("identity") + " cannot be read");
    }

    @Test
    void aFolderOfSomethingElseIsRefusedAndLeftAsItIs() throws Exception {
        Files.writeString(folder.resolve("thesis.tex"), "years of work");

        assertThatExceptionOfType(DataDirectoryException.class).isThrownBy(() -> DataDirectory.claim(folder))
                .withMessageContaining("has no identity file but other files (thesis.tex)");
        assertThat(folder).isDirectoryNotContaining("glob:**lock");
    }

    @Test
    void aFileIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatExceptionOfType(DataDirectoryException.class).isThrownBy(() -> DataDirectory.claim(file))
                .withMessageContaining("is not a folder");
    }

    @Test
    void anUnusablePathIsRefusedWithItsName() throws Exception {
        Path below = Files.writeString(folder.resolve("file"), "").resolve("data");

        assertThatExceptionOfType(DataDirectoryException.class).isThrownBy(() -> DataDirectory.claim(below))
                .withMessageContaining("the data directory " + below + " cannot be used");
    }

    @Test
    void theRunFileTellsWhereTheApplianceIs() throws Exception {
        assertThat(RunFile.read(folder)).isEmpty();
        RunFile run = new RunFile(URI.create("http://127.0.0.1:1"), URI.create("http://127.0.0.1:2"), 3);

        run.write(folder);

        assertThat(RunFile.read(folder)).contains(run);
        RunFile.remove(folder);
        assertThat(RunFile.read(folder)).isEmpty();
    }

    private static NodeIdentity initialise(Path path) throws DataDirectoryException, IOException {
        try (DataDirectory directory = DataDirectory.claim(path)) {
            NodeIdentity identity = directory.begin(() -> NodeIdentity.fresh(CLOCK));
            directory.complete();
            assertThat(directory.identity()).contains(identity);
            return identity;
        }
    }

    private static void replace(Path file, String from, String to) throws IOException {
        Files.writeString(file, Files.readString(file).replace(from, to));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
