package io.spillway.appliance.command;

import picocli.CommandLine.Command;

@Command(name = "key", description = "Makes and lists access keys.", synopsisSubcommandLabel = "(create | list)")
final class KeyCommand {}
