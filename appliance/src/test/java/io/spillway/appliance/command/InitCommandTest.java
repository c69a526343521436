package io.spillway.appliance.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.spillway.cluster.chunk.DirectoryChunkVolume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class InitCommandTest {
    @TempDir
    private Path folder;

    @Test
    void theDataDirectoryIsMadeWithAVolumeInside() {
        Path data = folder.resolve("data");

        CommandRun run = CommandRun.of("init", "--data", data);

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("data directory " + data + " of cluster ",
                "made volume    " + data.resolve("volume"));
        assertThat(DirectoryChunkVolume.isAt(data.resolve("volume"))).isTrue();
    }

    @Test
    void volumesAreMadeWhereTheConfigurationNamesThem() {
        Path first = folder.resolve("disk-1/spillway");
        Path second = folder.resolve("disk-2/spillway");

        CommandRun run = CommandRun.of("init", "--data", folder.resolve("data"), "--set",
                "volumes=" + first + "," + second);

        assertThat(run.code()).isZero();
        assertThat(DirectoryChunkVolume.isAt(first)).isTrue();
        assertThat(DirectoryChunkVolume.isAt(second)).isTrue();
        assertThat(folder.resolve("data/volume")).doesNotExist();
    }

    @Test
    void aSecondTimeAddsAVolumeAndKeepsTheRest() throws IOException {
        Path data = folder.resolve("data");
        Path added = folder.resolve("added");
        CommandRun.of("init", "--data", data);
        String identity = Files.readString(data.resolve("identity"));

        CommandRun run = CommandRun.of("init", "--data", data, "--set",
                "volumes=" + data.resolve("volume") + "," + added);

        assertThat(run.out()).contains("kept volume    " + data.resolve("volume"), "made volume    " + added);
        assertThat(data.resolve("identity")).hasContent(identity);
    }

    @Test
    void aVolumeThatCannotBeMadeIsToldAndTheNextTimeGoesOn() throws IOException {
        Path data = folder.resolve("data");
        Path blocked = Files.writeString(folder.resolve("file"), "").resolve("volume");

        CommandRun refused = CommandRun.of("init", "--data", data, "--set", "volumes=" + blocked);

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).startsWith("spillway: no volume can be made at " + blocked).hasLineCount(1);
        assertThat(data.resolve("identity")).doesNotExist();
        assertThat(CommandRun.of("init", "--data", data).code()).isZero();
    }

    @Test
    void aWrongConfigurationIsUsageAndMakesNothing() throws IOException {
        CommandRun run = CommandRun.of("init", "--data", folder.resolve("data"), "--set", "volume=/a");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("spillway: --set: there is no key volume, did you mean volumes?");
        try (Stream<Path> made = Files.list(folder)) {
            assertThat(made).isEmpty();
        }
    }
}
