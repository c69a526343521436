package io.spillway.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the load generator. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "Loads an S3 endpoint and measures it.", subcommands = {
        LoadCommand.class, DiskCommand.class, MeasureCommand.class})
public final class Bench {
    private Bench() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench()).registerConverter(Size.class, Size::parse)
                .setCaseInsensitiveEnumValuesAllowed(true).execute(args));
    }
}
