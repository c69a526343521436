package io.spillway.policy.fact;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FactsTest {
    @ParameterizedTest
    @CsvSource({"a/b/Clip.MOV, Clip.MOV, mov", "clip, clip, ''", "dir.d/name, name, ''", "a/, '', ''",
            "x.tar.gz, x.tar.gz, gz", ".hidden, .hidden, hidden", "ends., ends., ''", "'', '', ''"})
    void nameAndExtensionComeFromTheKey(String key, String name, String extension) {
        Facts facts = Facts.of("media", "raw", key);

        assertThat(facts.text(TextFact.NAME)).contains(name);
        assertThat(facts.text(TextFact.EXTENSION)).contains(extension);
    }
}
