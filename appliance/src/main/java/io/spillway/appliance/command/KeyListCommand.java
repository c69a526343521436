package io.spillway.appliance.command;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;

import io.spillway.appliance.admin.answer.KeyAnswer;
import io.spillway.appliance.client.AdminClient;
import io.spillway.appliance.text.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "Lists the access keys of all accounts, without secrets.", footer = {
        "%nExamples:", "  spillway key list", "  spillway key list --json"})
final class KeyListCommand implements Callable<Integer> {
    @Mixin
    private final ApplianceOptions appliance = new ApplianceOptions();

    @Mixin
    private final AnswerOptions answer = new AnswerOptions();

    private final PrintWriter out;

    KeyListCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        try (AdminClient client = appliance.connect()) {
            answer.print(out, client.get("/v1/keys", Map.of()), KeyAnswer[].class, KeyListCommand::text);
        }
        return ExitCode.DONE;
    }

    private static String text(KeyAnswer[] keys) {
        TextTable table = new TextTable("ACCOUNT", "ACCESS KEY");
        for (KeyAnswer key : keys) {
            table.add(key.account(), key.accessKeyId());
        }
        return table.toString();
    }
}
