package io.spillway.appliance.command;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import io.spillway.appliance.admin.answer.BackupAnswer;
import io.spillway.appliance.client.AdminClient;
import io.spillway.appliance.client.RefusedException;
import io.spillway.appliance.configuration.DataSize;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "backup", description = {
        "Copies the metadata of every bucket, and of the namespace, to a target, from which a lost node is restored.",
        "No object's bytes are part of it, on volumes or in the directory. Buckets that have not changed are not sent again."}, footer = {
                "%nExamples:", "  spillway backup --to archive"})
final class BackupCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 200;

    @Option(names = "--to", required = true, paramLabel = "TARGET", description = "The target.")
    private String target = "";

    @Mixin
    private final ApplianceOptions appliance = new ApplianceOptions();

    @Mixin
    private final AnswerOptions answer = new AnswerOptions();

    private final PrintWriter out;

    BackupCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        try (AdminClient client = appliance.connect()) {
            BackupAnswer backup = AdminClient.read(client.post("/v1/backups", Map.of("target", target)),
                    BackupAnswer.class);
            while (backup.state().equals("running")) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                backup = AdminClient.read(client.get("/v1/backups/" + backup.backup(), Map.of()), BackupAnswer.class);
            }
            BackupAnswer result = backup;
            answer.print(out, AdminClient.write(result), () -> text(result));
            if (result.problem() != null) {
                throw new RefusedException("the backup ended early: " + result.problem());
            }
            return result.complete() ? ExitCode.DONE : ExitCode.PARTLY;
        }
    }

    private static String text(BackupAnswer backup) {
        StringBuilder text = new StringBuilder("target %s: %d buckets sent, %d unchanged, %s%n".formatted(
                backup.target(), backup.sent(), backup.unchanged(), new DataSize(backup.bytes())));
        backup.failures().forEach(failure -> text
                .append("not copied: bucket %s: %s%n".formatted(failure.bucket(), failure.reason())));
        return text.toString();
    }
}
