package io.spillway.appliance.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

import io.spillway.appliance.admin.answer.TargetAnswer;
import io.spillway.appliance.client.AdminClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "add", description = {"Claims a place for this cluster and adds it as a target.",
        "Given again for the same place, it changes credentials and class; nothing has to be restarted."}, footer = {
                "%nExamples:", "  spillway target add archive --type directory --path /mnt/archive",
                "  spillway target add cold --type s3 --bucket my-archive --region eu-west-3 \\",
                "      --credentials ~/.aws/archive-credentials --class STANDARD_IA",
                "  spillway target add cheap --type b2 --bucket my-archive --prefix spillway --credentials b2-key"})
final class TargetAddCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "What rules call it: 1 to 63 of a-z 0-9 -.")
    private String name = "";

    @Mixin
    private final TargetOptions target = new TargetOptions();

    @Mixin
    private final ApplianceOptions appliance = new ApplianceOptions();

    @Mixin
    private final AnswerOptions answer = new AnswerOptions();

    private final PrintWriter out;

    TargetAddCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        try (AdminClient client = appliance.connect()) {
            answer.print(out, client.post("/v1/targets", target.request(name)), TargetAnswer.class,
                    added -> "target %s is %s; readers see its class as %s%n".formatted(added.name(), added.where(),
                            added.storageClass()));
        }
        return ExitCode.DONE;
    }
}
