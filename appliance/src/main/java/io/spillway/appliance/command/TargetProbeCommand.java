package io.spillway.appliance.command;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;

import io.spillway.appliance.admin.answer.ProbeAnswer;
import io.spillway.appliance.client.AdminClient;
import io.spillway.appliance.text.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "probe", description = {
        "Puts, asks for, reads, lists and removes an object of its own in a target, and tells what the target can do.",
        "Nothing else in the target is touched."}, footer = {"%nExamples:", "  spillway target probe archive",
                "  spillway target probe archive --json"})
final class TargetProbeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The target.")
    private String name = "";

    @Mixin
    private final ApplianceOptions appliance = new ApplianceOptions();

    @Mixin
    private final AnswerOptions answer = new AnswerOptions();

    private final PrintWriter out;

    TargetProbeCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        try (AdminClient client = appliance.connect()) {
            String answered = client.post("/v1/targets/probes", Map.of("name", name));
            ProbeAnswer probe = AdminClient.read(answered, ProbeAnswer.class);
            answer.print(out, answered, () -> text(probe));
            return probe.usable() ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    private static String text(ProbeAnswer probe) {
        TextTable steps = new TextTable("STEP", "OUTCOME", "MS", "WHAT IT SHOWED");
        probe.steps().forEach(step -> steps.add(step.step(), step.outcome(), step.milliseconds(), step.shown()));
        TextTable abilities = new TextTable("ABILITY", "OF THIS TARGET");
        probe.abilities().forEach(ability -> abilities.add(ability.ability(), ability.value()));
        StringBuilder text = new StringBuilder().append(steps).append('\n').append(abilities).append('\n');
        for (ProbeAnswer.Step step : probe.steps()) {
            if (step.remedy() != null) {
                text.append("could not ").append(step.step()).append(": ").append(step.remedy()).append('\n');
            }
        }
        probe.findings().forEach(finding -> text.append("%s: %s; %s%n".formatted(
                finding.severity().equals("DANGER") ? "DANGER to data" : "note", finding.what(), finding.remedy())));
        if (probe.left() != null) {
            text.append("left behind: ").append(probe.left()).append('\n');
        }
        return text.append("target ").append(probe.target())
                .append(probe.usable() ? " can be used\n" : " should not be used as it is\n").toString();
    }
}
