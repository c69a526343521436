package io.spillway.appliance.demo;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IntakeTest {
    private static final List<SourceFile> FILES = List.of(file("large.jar", 9_000), file("small", 10),
            file("text.md", 8_000), file("a.jar", 5_000));

    @Test
    void aBatchHasFilesThatMoveAndBeginsWithTheSmallest() {
        assertThat(Intake.batch(FILES, 2, 1 << 20)).extracting(SourceFile::key).containsExactly("a.jar", "large.jar");
    }

    @Test
    void whereThereAreFewFilesTheyComeSeveralTimesUnderOtherKeys() {
        List<SourceFile> batch = Intake.batch(FILES, 5, 1 << 20);

        assertThat(batch).extracting(SourceFile::key).containsExactly("a.jar", "large.jar", "copy-1/a.jar",
                "copy-1/large.jar", "copy-2/a.jar");
        assertThat(batch).allMatch(file -> file.rule() == DemoRule.REST);
        assertThat(new HashSet<>(batch)).hasSize(5);
    }

    @Test
    void aBatchKeepsToItsBytesButHasTwoObjects() {
        assertThat(Intake.batch(FILES, 100, 19_999)).hasSize(3);
        assertThat(Intake.batch(FILES, 100, 1)).hasSize(2);
    }

    private static SourceFile file(String key, long size) {
        return new SourceFile(Path.of(key), key, size);
    }
}
