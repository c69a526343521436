package io.spillway.appliance.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.spillway.appliance.demo.SourceFiles.Limits;
import io.spillway.appliance.demo.SourceFiles.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SourceFilesTest {
    private static final Limits ROOMY = new Limits(100, 1_000, 100);

    @TempDir
    private Path root;

    @Test
    void filesAreTakenInTheOrderOfTheirNamesWithTheirPathAsKey() throws Exception {
        write("b/two.txt", 2);
        write("a.txt", 1);
        write("b/c/three", 3);

        assertThat(keys(SourceFiles.under(root, ROOMY))).containsExactly("a.txt", "b/c/three", "b/two.txt");
    }

    @Test
    void whatIsHiddenBuiltLinkedOrDataIsLeftOutAndCounted() throws Exception {
        write("kept", 1);
        write(".git/config", 1);
        write(".hidden", 1);
        write("module/target/classes/A.class", 1);
        write("demo/.spillway-demo", 1);
        write("demo/appliance/big", 1);
        write("data/identity", 1);
        Files.createSymbolicLink(root.resolve("link"), root.resolve("kept"));
        write("huge", 101);

        SourceFiles found = SourceFiles.under(root, ROOMY);

        assertThat(keys(found)).containsExactly("kept");
        assertThat(found.leftOut()).containsOnly(entry(Reason.HIDDEN, 2), entry(Reason.BUILT, 1),
                entry(Reason.DATA, 2), entry(Reason.LINK, 1), entry(Reason.LARGE, 1));
        assertThat(found.leftOutText(ROOMY)).isEqualTo("2 hidden, 1 build folders, 2 data of an appliance or a demo, "
                + "1 links and special files, 1 too large");
    }

    @Test
    void theProjectsOwnLibrariesAreTakenOutOfItsBuildFolder() throws Exception {
        write("appliance/target/spillway/lib/some.jar", 5);
        write("appliance/target/classes/A.class", 5);
        write("README.md", 1);

        assertThat(keys(SourceFiles.under(root, ROOMY))).containsExactly("README.md", "libraries/some.jar");
    }

    @Test
    void noMoreIsTakenThanTheLimits() throws Exception {
        for (int i = 0; i < 5; i++) {
            write("file-" + i, 10);
        }

        SourceFiles byNumber = SourceFiles.under(root, new Limits(3, 1_000, 100));
        SourceFiles byBytes = SourceFiles.under(root, new Limits(100, 29, 100));
        SourceFiles all = SourceFiles.under(root, new Limits(5, 50, 10));

        assertThat(keys(byNumber)).containsExactly("file-0", "file-1", "file-2");
        assertThat(byNumber.full()).isTrue();
        assertThat(keys(byBytes)).containsExactly("file-0", "file-1");
        assertThat(byBytes.leftOutText(ROOMY)).contains("all behind the demo's limit (100 files, 1000 B in all");
        assertThat(all.files()).hasSize(5);
        assertThat(all.full()).isFalse();
        assertThat(all.leftOutText(ROOMY)).isEqualTo("nothing");
    }

    @Test
    void aFolderThatIsNotThereIsRefusedWithTheRemedy() {
        assertThatThrownBy(() -> SourceFiles.under(root.resolve("none"), ROOMY)).isInstanceOf(DemoException.class)
                .hasMessageContaining("--from");
    }

    private void write(String path, int size) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[size]);
    }

    private static List<String> keys(SourceFiles found) {
        return found.files().stream().map(SourceFile::key).toList();
    }

    private static Map.Entry<Reason, Integer> entry(Reason reason, int count) {
        return Map.entry(reason, count);
    }
}
