package io.spillway.appliance.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.spillway.appliance.configuration.Configuration;
import io.spillway.appliance.configuration.ConfigurationException;
import picocli.CommandLine.Option;

/** Where a command that needs the node's configuration takes it from. */
final class ConfigurationOptions {
    @Option(names = "--config", paramLabel = "FILE", description = "The configuration file; docs/configuration.md lists its keys.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--data", paramLabel = "DIR", description = "The data directory (default: ./spillway-data).")
    private Optional<String> data = Optional.empty();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Sets a key of the configuration, over the file's; may be repeated.")
    private List<String> assignments = new ArrayList<>();

    Configuration.Builder builder() throws ConfigurationException {
        Configuration.Builder builder = new Configuration.Builder();
        file.ifPresent(builder::file);
        for (String assignment : assignments) {
            builder.set(assignment);
        }
        data.ifPresent(builder::data);
        return builder;
    }
}
