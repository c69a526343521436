package io.spillway.appliance.command;

import picocli.CommandLine.Command;

@Command(name = "key", description = "Makes and lists access keys.", synopsisSubcommandLabel = "(create | list)", footer = {
        "%nExamples:", "  spillway key create --account research", "  spillway key list"})
final class KeyCommand {}
