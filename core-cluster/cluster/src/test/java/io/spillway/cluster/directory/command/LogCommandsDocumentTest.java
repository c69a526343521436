package io.spillway.cluster.directory.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LogCommandsDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "..", "docs", "formats", "log-commands.md");

    @Test
    void theDocumentListsTheNamesOfTheCode() throws IOException {
        List<String> documented = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("| ") && line.endsWith("` |")).toList();
        List<String> named = TypeNames.NAMES.entrySet().stream()
                .map(entry -> "| %s | %s | `%s` |".formatted(entry.getKey().getDeclaringClass().getSimpleName(),
                        entry.getKey().getSimpleName(), entry.getValue()))
                .toList();
        assertThat(documented).containsExactlyInAnyOrderElementsOf(named);
    }
}
