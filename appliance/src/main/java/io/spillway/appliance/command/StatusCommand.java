package io.spillway.appliance.command;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;

import io.spillway.appliance.admin.answer.StatusAnswer;
import io.spillway.appliance.client.AdminClient;
import io.spillway.appliance.configuration.DataSize;
import io.spillway.appliance.text.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "status", description = "Shows volumes with their scores, what each account holds, and the alarms that stand.", footer = {
        "%nExamples:", "  spillway status", "  spillway status --data /srv/spillway --json"})
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private final ApplianceOptions appliance = new ApplianceOptions();

    @Mixin
    private final AnswerOptions answer = new AnswerOptions();

    private final PrintWriter out;

    StatusCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        try (AdminClient client = appliance.connect()) {
            answer.print(out, client.get("/v1/status", Map.of()), StatusAnswer.class, StatusCommand::text);
        }
        return ExitCode.DONE;
    }

    private static String alarms(StatusAnswer status) {
        StringBuilder text = new StringBuilder();
        for (StatusAnswer.Alarm alarm : status.alarms()) {
            text.append("%nalarm since %s (%d times): %s %s%n".formatted(alarm.since(), alarm.times(),
                    alarm.subject(), alarm.message()));
        }
        return text.toString();
    }

    private static String text(StatusAnswer status) {
        TextTable volumes = new TextTable("VOLUME", "SCORE", "FREE", "CAPACITY", "STATE");
        for (StatusAnswer.Volume volume : status.volumes()) {
            volumes.add(volume.volume(), volume.score(), new DataSize(volume.freeBytes()),
                    new DataSize(volume.capacityBytes()), volume.state());
        }
        TextTable accounts = new TextTable("ACCOUNT", "BUCKETS", "OBJECTS", "BYTES");
        for (StatusAnswer.Account account : status.accounts()) {
            accounts.add(account.account(), account.containers(), account.objects(), new DataSize(account.bytes()));
        }
        return """
                spillway %s
                cluster  %s
                node     %s
                s3       %s
                data     %s
                storage policy of objects that name none: %s

                %s
                %s%s""".formatted(status.version(), status.cluster(), status.node(), status.s3(),
                status.dataDirectory(), status.defaultStoragePolicy(), volumes, accounts, alarms(status));
    }
}
