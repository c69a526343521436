package io.spillway.appliance.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Keeps {@code docs/configuration.md} true: its table is made from the keys, and its example is loaded. */
class ConfigurationDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");
    private static final String BEGIN = "<!-- begin: table of keys, made by ConfigurationDocumentTest -->\n";
    private static final String END = "<!-- end: table of keys -->\n";
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @Test
    void theTableOfKeysIsTheOneThatTheCodeMakes() throws IOException {
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf(BEGIN) + BEGIN.length();
        int end = document.indexOf(END);
        assertThat(end).as("the marks around the table").isGreaterThanOrEqualTo(begin);
        if (Boolean.getBoolean("spillway.regenerate")) {
            Files.writeString(DOCUMENT, document.substring(0, begin) + table() + document.substring(end));
            return;
        }

        assertThat(document.substring(begin, end)).as("the table in docs/configuration.md is out of date; run "
                + "./mvnw -pl appliance -am test -Dtest=ConfigurationDocumentTest -Dsurefire.failIfNoSpecifiedTests=false "
                + "-Dspillway.regenerate=true").isEqualTo(table());
    }

    @Test
    void theExampleSetsEveryKey(@TempDir Path folder) throws Exception {
        Matcher example = EXAMPLE.matcher(Files.readString(DOCUMENT));
        assertThat(example.find()).isTrue();
        Path file = Files.writeString(folder.resolve("example.yaml"), example.group(1));

        new Configuration.Builder().file(file).build();

        assertThat(Keys.ALL).allSatisfy(
                key -> assertThat(ConfigurationFile.read(file)).anyMatch(setting -> key.covers(setting.key())));
    }

    private static String table() {
        StringBuilder table = new StringBuilder("| key | value | default | meaning |\n|---|---|---|---|\n");
        for (Key<?> key : Keys.ALL) {
            String value = key.type().name() + (key.shape() == Key.Shape.LIST ? ", a list" : "");
            String fallback = key.fallback().isEmpty() ? "–" : "`" + key.fallback() + "`";
            table.append("| `%s` | %s | %s | %s |\n".formatted(key.name(), value, fallback, key.meaning()));
        }
        return table.toString();
    }
}
