package io.spillway.appliance.command;

import java.io.PrintWriter;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The whole command line. */
@Command(name = "spillway", mixinStandardHelpOptions = true, scope = ScopeType.INHERIT, versionProvider = Release.class, synopsisSubcommandLabel = "COMMAND", description = "An object store that tiers cold data to the clouds.", footer = {
        "%nExit codes: 0 done, 1 failed, 2 wrongly written, 3 no appliance answers, 4 partly done.",
        "%nExamples:", "  spillway demo", "  spillway serve",
        "  spillway serve --config spillway.yaml --s3 0.0.0.0:9320",
        "  spillway status"})
public final class SpillwayCommand {
    private SpillwayCommand() {}

    /** The command line, printing to these. */
    public static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        CommandLine key = new CommandLine(new KeyCommand()).addSubcommand(new KeyCreateCommand(out))
                .addSubcommand(new KeyListCommand(out));
        CommandLine target = new CommandLine(new TargetCommand()).addSubcommand(new TargetAddCommand(out))
                .addSubcommand(new TargetListCommand(out)).addSubcommand(new TargetProbeCommand(out));
        CommandLine policy = new CommandLine(new PolicyCommand()).addSubcommand(new PolicyCheckCommand(out))
                .addSubcommand(new PolicyRunCommand(out));
        return new CommandLine(new SpillwayCommand()).addSubcommand(new DemoCommand(out))
                .addSubcommand(new ServeCommand(out))
                .addSubcommand(new InitCommand(out))
                .addSubcommand(new StatusCommand(out))
                .addSubcommand(target).addSubcommand(policy)
                .addSubcommand(new ExplainCommand(out)).addSubcommand(new RecallCommand(out))
                .addSubcommand(new BackupCommand(out)).addSubcommand(new RestoreCommand(out)).addSubcommand(key)
                .addSubcommand(new VersionCommand(out)).setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(out).setErr(err).setExecutionExceptionHandler(new Failures());
    }
}
