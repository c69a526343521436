package io.spillway.appliance.command;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import io.spillway.appliance.admin.answer.RecallAnswer;
import io.spillway.appliance.client.AdminClient;
import io.spillway.appliance.client.RefusedException;
import io.spillway.appliance.client.UnreachableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "recall", description = {"Brings the bytes of tiered objects back to local volumes, for good.",
        "A move out that is under way is given up."}, footer = {"%nExamples:",
                "  spillway recall photos/2026/07/beach.jpg", "  spillway recall photos --prefix 2026/ --wait"})
final class RecallCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 500;

    @Parameters(paramLabel = "BUCKET[/KEY]", description = "The object; or with --prefix, the bucket.")
    private String what = "";

    @Option(names = "--prefix", paramLabel = "PREFIX", description = "Every object of the bucket whose key begins so.")
    private Optional<String> prefix = Optional.empty();

    @Option(names = "--wait", description = "Wait until the bytes are here.")
    private boolean wait;

    @Mixin
    private final ApplianceOptions appliance = new ApplianceOptions();

    @Mixin
    private final AnswerOptions answer = new AnswerOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final PrintWriter out;

    RecallCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        Map<String, Object> request = request();
        try (AdminClient client = appliance.connect()) {
            RecallAnswer asked = all(client, request);
            while (wait && asked.planned() + asked.busy() > 0) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                asked = all(client, request);
            }
            RecallAnswer result = asked;
            answer.print(out, AdminClient.write(result),
                    () -> "%d on their way, %d local, %d busy%s%n".formatted(result.planned(),
                            result.local(), result.busy(), result.busy() > 0 ? " (ask again for these)" : ""));
            return result.busy() > 0 ? ExitCode.PARTLY : ExitCode.DONE;
        }
    }

    private Map<String, Object> request() {
        if (prefix.isPresent()) {
            if (what.contains("/")) {
                throw new ParameterException(spec.commandLine(),
                        "--prefix goes with a bucket alone, not with " + what + "; put the rest into the prefix");
            }
            return Map.of("bucket", what, "prefix", prefix.get());
        }
        int slash = what.indexOf('/');
        if (slash < 1 || slash == what.length() - 1) {
            throw new ParameterException(spec.commandLine(), "\"" + what
                    + "\" is no object; write BUCKET/KEY, or BUCKET --prefix PREFIX (--prefix= for all of it)");
        }
        return Map.of("bucket", what.substring(0, slash), "key", what.substring(slash + 1));
    }

    /** Page by page, so that no request lasts long. */
    private static RecallAnswer all(AdminClient client, Map<String, Object> request)
            throws UnreachableException, RefusedException {
        RecallAnswer sum = new RecallAnswer(0, 0, 0, null);
        Map<String, Object> body = new HashMap<>(request);
        do {
            RecallAnswer page = AdminClient.read(client.post("/v1/recalls", body), RecallAnswer.class);
            sum = new RecallAnswer(sum.local() + page.local(), sum.planned() + page.planned(),
                    sum.busy() + page.busy(), page.next());
            if (page.next() != null) {
                body.put("after", page.next());
            }
        } while (sum.next() != null);
        return sum;
    }
}
