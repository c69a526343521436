package io.spillway.appliance.command;

import picocli.CommandLine.Command;

@Command(name = "target", description = {
        "Adds, lists and probes targets: the clouds and folders that objects are moved to.",
        "A target never becomes another place; its credentials and class may change."}, synopsisSubcommandLabel = "(add | list | probe)", footer = {
                "%nExamples:", "  spillway target add archive --type directory --path /mnt/archive",
                "  spillway target list"})
final class TargetCommand {}
