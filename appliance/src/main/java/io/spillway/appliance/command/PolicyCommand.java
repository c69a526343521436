package io.spillway.appliance.command;

import picocli.CommandLine.Command;

@Command(name = "policy", description = {"Checks and runs policies: the rules that move objects.",
        "docs/policy-guide.md tells how they are written."}, synopsisSubcommandLabel = "(check | run)", footer = {
                "%nExamples:", "  spillway policy check archive.yaml", "  spillway policy run archive.yaml --dry-run"})
final class PolicyCommand {}
