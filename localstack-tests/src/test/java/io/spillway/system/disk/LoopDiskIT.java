package io.spillway.system.disk;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** The power cut itself: it must lose what was not synced, or the tests that use it could not fail. */
class LoopDiskIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(LoopDisk.Kind.class)
    void aPowerCutKeepsWhatWasSyncedAndLosesTheRest(LoopDisk.Kind kind) throws Exception {
        try (LoopDisk disk = LoopDisk.make(kind, folder, 512L << 20)) {
            Path synced = disk.mountPoint().resolve("synced");
            Path notSynced = disk.mountPoint().resolve("not-synced");
            write(synced, true);
            sync(disk.mountPoint());
            write(notSynced, false);

            disk.cutPower();
            assertThatIOException().isThrownBy(() -> write(disk.mountPoint().resolve("late"), true));
            disk.mountAgain();

            assertThat(Files.readString(synced)).isEqualTo("bytes");
            assertThat(Files.exists(notSynced)).isFalse();
        }
    }

    private static void write(Path file, boolean sync) throws Exception {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap("bytes".getBytes(StandardCharsets.UTF_8)));
            if (sync) {
                channel.force(true);
            }
        }
    }

    private static void sync(Path directory) throws Exception {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
