package io.spillway.appliance.command;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;

import io.spillway.appliance.admin.answer.TargetAnswer;
import io.spillway.appliance.client.AdminClient;
import io.spillway.appliance.configuration.DataSize;
import io.spillway.appliance.text.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = {"Lists the targets, how each stands, and what was asked of it since the start.",
        "Credentials are never shown."}, footer = {"%nExamples:", "  spillway target list",
                "  spillway target list --json"})
final class TargetListCommand implements Callable<Integer> {
    @Mixin
    private final ApplianceOptions appliance = new ApplianceOptions();

    @Mixin
    private final AnswerOptions answer = new AnswerOptions();

    private final PrintWriter out;

    TargetListCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        try (AdminClient client = appliance.connect()) {
            answer.print(out, client.get("/v1/targets", Map.of()), TargetAnswer[].class, TargetListCommand::text);
        }
        return ExitCode.DONE;
    }

    private static String text(TargetAnswer[] targets) {
        if (targets.length == 0) {
            return "no targets yet; add one with: spillway target add\n";
        }
        TextTable table = new TextTable("TARGET", "TYPE", "CLASS", "CALLS", "FAILED", "STORED", "READ", "STATE",
                "WHERE");
        for (TargetAnswer target : targets) {
            table.add(target.name(), target.type(), target.storageClass(), target.calls(), target.failedCalls(),
                    new DataSize(target.bytesStored()), new DataSize(target.bytesRead()), target.state(),
                    target.where());
        }
        return table.toString();
    }
}
