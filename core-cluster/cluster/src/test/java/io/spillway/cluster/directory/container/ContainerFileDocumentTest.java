package io.spillway.cluster.directory.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ContainerFileDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "..", "docs", "formats", "container-file.md");

    @Test
    void theDocumentShowsTheSchemaOfTheCode() throws IOException {
        String text = Files.readString(DOCUMENT);
        String sql = text.substring(text.indexOf("```sql") + 6, text.lastIndexOf("```"));
        List<String> documented = Stream.of(sql.split(";", -1)).map(ContainerFileDocumentTest::spaced)
                .filter(statement -> !statement.isEmpty()).toList();
        assertThat(documented)
                .isEqualTo(ContainerSchema.FORMAT.schema().stream().map(ContainerFileDocumentTest::spaced).toList());
        assertThat(text).contains("0x%08X".formatted(ContainerSchema.FORMAT.applicationId()),
                "Format " + ContainerSchema.FORMAT.version());
    }

    private static String spaced(String statement) {
        return statement.strip().replaceAll("\\s+", " ");
    }
}
