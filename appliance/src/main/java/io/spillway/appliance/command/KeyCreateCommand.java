package io.spillway.appliance.command;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;

import io.spillway.appliance.admin.answer.NewKeyAnswer;
import io.spillway.appliance.client.AdminClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "create", description = {"Makes an access key of an account, and the account if it is new.",
        "The secret is printed this once."}, footer = {"%nExamples:", "  spillway key create --account research",
                "  spillway key create --account research >> ~/.aws/credentials"})
final class KeyCreateCommand implements Callable<Integer> {
    @Option(names = "--account", required = true, paramLabel = "NAME", description = "1 to 64 of a-z 0-9 . _ -")
    private String account = "";

    @Mixin
    private final ApplianceOptions appliance = new ApplianceOptions();

    @Mixin
    private final AnswerOptions answer = new AnswerOptions();

    private final PrintWriter out;

    KeyCreateCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        try (AdminClient client = appliance.connect()) {
            answer.print(out, client.post("/v1/keys", Map.of("account", account)), NewKeyAnswer.class,
                    KeyCreateCommand::text);
        }
        return ExitCode.DONE;
    }

    /** In the form of AWS's credentials file, so that it can be appended to one. */
    private static String text(NewKeyAnswer key) {
        return """
                [%s]
                aws_access_key_id = %s
                aws_secret_access_key = %s
                """.formatted(key.account(), key.accessKeyId(), key.secretAccessKey());
    }
}
