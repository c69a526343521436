package io.spillway.appliance.demo;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DemoFolderTest {
    @TempDir
    private Path root;

    @Test
    void aLaterDemoReplacesWhatAnEarlierOneMadeAndNothingElse() throws Exception {
        Path outside = Files.createDirectory(root.resolve("outside"));
        Files.writeString(outside.resolve("precious"), "kept");
        DemoFolder first = DemoFolder.take(root.resolve("demo"));
        Files.createDirectories(first.cloud().resolve("2026/11"));
        Files.writeString(first.cloud().resolve("2026/11/pack"), "old");
        Files.createSymbolicLink(first.cloud().resolve("link"), outside);
        Files.writeString(first.policy(), "old");
        Files.writeString(first.path().resolve("notes"), "mine");

        DemoFolder second = DemoFolder.take(root.resolve("demo"));

        assertThat(second.cloud()).doesNotExist();
        assertThat(second.policy()).doesNotExist();
        assertThat(second.path().resolve("notes")).hasContent("mine");
        assertThat(outside.resolve("precious")).hasContent("kept");
    }

    @Test
    void aFolderOfSomethingElseIsRefusedAndLeftAlone() throws Exception {
        Files.createDirectories(root.resolve("cloud"));
        Files.writeString(root.resolve("cloud/letter"), "dear");

        assertThatThrownBy(() -> DemoFolder.take(root)).isInstanceOf(DemoException.class)
                .hasMessageContaining("holds cloud").hasMessageContaining("--data");
        assertThat(root.resolve("cloud/letter")).hasContent("dear");
    }

    @Test
    void anEmptyFolderIsTaken() throws Exception {
        DemoFolder.take(root);

        assertThat(DemoFolder.isOne(root)).isTrue();
    }

    @Test
    void aFileIsRefused() throws Exception {
        Path file = Files.writeString(root.resolve("file"), "");

        assertThatThrownBy(() -> DemoFolder.take(file)).isInstanceOf(DemoException.class)
                .hasMessageContaining("is not a folder");
    }
}
