package io.spillway.appliance.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

import static org.assertj.core.api.Assertions.assertThat;

/** Keeps {@code docs/commands.md} true: it is made of what the commands say of themselves. */
class CommandDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "commands.md");
    private static final int WIDTH = 110;

    @Test
    void theDocumentIsTheOneThatTheCommandsMake() throws IOException {
        if (Boolean.getBoolean("spillway.regenerate")) {
            Files.writeString(DOCUMENT, document());
            return;
        }

        assertThat(Files.readString(DOCUMENT)).as("docs/commands.md is out of date; run ./mvnw -pl appliance -am test "
                + "-Dtest=CommandDocumentTest -Dsurefire.failIfNoSpecifiedTests=false -Dspillway.regenerate=true")
                .isEqualTo(document());
    }

    private static String document() {
        StringBuilder text = new StringBuilder(
                "# Commands\n\nMade by CommandDocumentTest from the commands themselves.\n");
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        describe(SpillwayCommand.commandLine(nowhere, nowhere), text);
        return text.toString();
    }

    private static void describe(CommandLine command, StringBuilder text) {
        command.setUsageHelpWidth(WIDTH);
        text.append("\n## ").append(command.getCommandSpec().qualifiedName()).append("\n\n```text\n")
                .append(command.getUsageMessage(Ansi.OFF).lines().map(String::stripTrailing)
                        .reduce("", (all, line) -> all + line + "\n"))
                .append("```\n");
        command.getSubcommands().values().forEach(sub -> describe(sub, text));
    }
}
