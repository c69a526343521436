package io.spillway.appliance.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.spillway.appliance.admin.answer.CheckAnswer;
import io.spillway.appliance.client.AdminClient;
import io.spillway.policy.Policy;
import io.spillway.policy.Rule;
import io.spillway.policy.check.CheckResult;
import io.spillway.policy.check.PolicyChecker;
import io.spillway.policy.check.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "check", description = {
        "Checks a policy: its form, names, types and targets; each problem with line, column and remedy.",
        "Nothing is registered and nothing moves."}, footer = {"%nExamples:", "  spillway policy check archive.yaml",
                "  spillway policy check archive.yaml --targets cold,archive   (asks no appliance)"})
final class PolicyCheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The policy.")
    private Path file = Path.of("");

    @Option(names = "--targets", paramLabel = "NAME,...", description = "The targets that there are; with it no appliance is asked.")
    private Optional<String> targets = Optional.empty();

    @Mixin
    private final ApplianceOptions appliance = new ApplianceOptions();

    @Mixin
    private final AnswerOptions answer = new AnswerOptions();

    private final PrintWriter out;

    PolicyCheckCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        PolicyFile policy = PolicyFile.read(file);
        String answered = targets.isPresent() ? here(policy, names(targets.get())) : there(policy);
        CheckAnswer found = AdminClient.read(answered, CheckAnswer.class);
        answer.print(out, answered, () -> text(policy, found));
        return found.accepted() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static Set<String> names(String commaSeparated) {
        return Stream.of(commaSeparated.split(",")).map(String::strip).filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    private String there(PolicyFile policy) throws Exception {
        try (AdminClient client = appliance.connect()) {
            return client.post("/v1/policies/check", Map.of("text", policy.text()));
        }
    }

    private static String here(PolicyFile policy, Set<String> targets) {
        return AdminClient.write(switch (new PolicyChecker().check(policy.text(), targets)) {
            case CheckResult.Accepted(Policy accepted) -> new CheckAnswer(true, accepted.name(),
                    accepted.rules().stream().map(Rule::name).toList(), List.of());
            case CheckResult.Rejected(List<Problem> problems) -> new CheckAnswer(false, null, List.of(),
                    problems.stream().map(problem -> new CheckAnswer.Problem(problem.line(), problem.column(),
                            problem.message(), problem.remedy())).toList());
        });
    }

    private static String text(PolicyFile policy, CheckAnswer found) {
        if (found.accepted()) {
            return "%s: policy %s is in order; its rules: %s%n".formatted(policy.path(), found.policy(),
                    String.join(", ", found.rules()));
        }
        return found.problems().stream().map(problem -> problem.line() == 0
                ? policy.path() + ": " + problem.message() + "\n"
                : new Problem(problem.line(), problem.column(), problem.message(), problem.remedy())
                        .render(policy.path().toString(), policy.text()))
                .collect(Collectors.joining());
    }
}
