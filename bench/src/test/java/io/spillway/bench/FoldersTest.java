package io.spillway.bench;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class FoldersTest {
    private static final int LARGE = 100_000;

    @TempDir
    private Path outside;

    private Path tree() throws Exception {
        Path tree = outside.resolve("tree");
        Files.createDirectories(tree.resolve("a/b"));
        Files.write(tree.resolve("a/small"), new byte[10]);
        Files.write(tree.resolve("a/b/large"), new byte[LARGE]);
        Files.write(outside.resolve("kept"), new byte[LARGE]);
        Files.createSymbolicLink(tree.resolve("a/link"), outside.resolve("kept"));
        return tree;
    }

    @Test
    void aTreeIsRemovedAndNothingThatALinkPointsTo() throws Exception {
        Path tree = tree();

        Folders.remove(tree);

        assertThat(tree).doesNotExist();
        assertThat(outside.resolve("kept")).hasSize(LARGE);
    }

    @Test
    void largeFilesGiveTheirSpaceBackAndKeepTheirNames() throws Exception {
        Path tree = tree();

        Folders.giveSpaceBack(tree);

        assertThat(tree.resolve("a/b/large")).isEmptyFile();
        assertThat(tree.resolve("a/small")).hasSize(10);
        assertThat(outside.resolve("kept")).hasSize(LARGE);
    }
}
