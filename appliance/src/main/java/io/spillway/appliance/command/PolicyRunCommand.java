package io.spillway.appliance.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import io.spillway.appliance.admin.answer.RunAnswer;
import io.spillway.appliance.client.AdminClient;
import io.spillway.appliance.client.RefusedException;
import io.spillway.appliance.client.UnreachableException;
import io.spillway.appliance.configuration.DataSize;
import io.spillway.appliance.text.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "run", description = {
        "Registers a policy's text as its newest version and runs it once over every object that it applies to.",
        "What it plans is durable and goes on in the background, over restarts too."}, footer = {"%nExamples:",
                "  spillway policy run archive.yaml --dry-run",
                "  spillway policy run archive.yaml --dry-run --at 2027-01-01T00:00:00Z",
                "  spillway policy run archive.yaml --wait"})
final class PolicyRunCommand implements Callable<Integer> {
    /** A run over a small bucket is over in a blink, and nobody sees more than a few steps a second. */
    private static final long POLL_MILLIS = 100;
    private static final int PATIENCE_SECONDS = 20;

    @Parameters(paramLabel = "FILE", description = "The policy.")
    private Path file = Path.of("");

    @Option(names = "--dry-run", description = "Tell what would be done; register nothing and move nothing.")
    private boolean dryRun;

    @Option(names = "--at", paramLabel = "INSTANT", description = "Decide as if it were this instant, such as 2027-01-01T00:00:00Z; releases that are due then are done too.")
    private Optional<Instant> at = Optional.empty();

    @Option(names = "--wait", description = "Wait until no move is open and every release due by the run's instant is done.")
    private boolean wait;

    @Mixin
    private final ApplianceOptions appliance = new ApplianceOptions();

    @Mixin
    private final AnswerOptions answer = new AnswerOptions();

    private final PrintWriter out;

    PolicyRunCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        PolicyFile policy = PolicyFile.read(file);
        try (AdminClient client = appliance.connect()) {
            String answered = over(client, begin(client, policy));
            if (wait && !dryRun && read(answered).state().equals("done")) {
                answered = settled(client, answered);
            }
            RunAnswer run = read(answered);
            answer.print(out, answered, () -> text(run));
            if (run.problem() != null) {
                throw new RefusedException("the run ended early: " + run.problem());
            }
            return run.problems().isEmpty() && givenUp(run) == 0 ? ExitCode.DONE : ExitCode.PARTLY;
        }
    }

    private static long givenUp(RunAnswer run) {
        return run.rules().stream().mapToLong(RunAnswer.Rule::givenUp).sum();
    }

    private String begin(AdminClient client, PolicyFile policy) throws UnreachableException, RefusedException {
        Map<String, Object> body = new HashMap<>(Map.of("text", policy.text(), "dryRun", dryRun));
        at.ifPresent(instant -> body.put("at", instant.toString()));
        return client.post("/v1/policies/runs", body);
    }

    private static RunAnswer read(String answered) throws RefusedException {
        return AdminClient.read(answered, RunAnswer.class);
    }

    private static String over(AdminClient client, String begun)
            throws UnreachableException, RefusedException, InterruptedException {
        String answered = begun;
        while (read(answered).state().equals("running")) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            answered = client.get("/v1/policies/runs/" + read(answered).run(), Map.of());
        }
        return answered;
    }

    private static String settled(AdminClient client, String done) throws UnreachableException, RefusedException {
        String answered = done;
        while (!Boolean.TRUE.equals(read(answered).settled())) {
            answered = client.post("/v1/policies/runs/" + read(answered).run() + "/settle",
                    Map.of("seconds", PATIENCE_SECONDS));
        }
        return answered;
    }

    private static String text(RunAnswer run) {
        TextTable rules = new TextTable("RULE", "DOES", "MATCHED", "BYTES", "DUE", "BYTES DUE", "PLANNED", "UNKNOWN",
                "WHERE ALL OF THE RULE'S MOVES STAND");
        for (RunAnswer.Rule rule : run.rules()) {
            rules.add(rule.rule(), rule.action(), rule.matched(), new DataSize(rule.bytes()), rule.due(),
                    new DataSize(rule.dueBytes()), rule.planned(), rule.unknown(), states(rule));
        }
        StringBuilder text = new StringBuilder();
        text.append("policy %s, version %d%s, at %s: %d objects in %d buckets, %d stay%n%n".formatted(run.policy(),
                run.version(), run.dryRun() ? " (dry run, nothing is registered)" : "", run.at(), run.objects(),
                run.containers(), run.staying()));
        text.append(rules);
        if (givenUp(run) > 0) {
            text.append("%d moves of this run were given up; spillway explain tells why%n".formatted(givenUp(run)));
        }
        run.problems().forEach(problem -> text.append("problem: ").append(problem).append('\n'));
        return text.toString();
    }

    private static String states(RunAnswer.Rule rule) {
        StringBuilder text = new StringBuilder();
        rule.states().forEach((state, count) -> text.append(text.isEmpty() ? "" : ", ").append(count).append(' ')
                .append(state));
        return text.toString();
    }
}
