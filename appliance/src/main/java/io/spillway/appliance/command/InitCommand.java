package io.spillway.appliance.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;

import io.spillway.appliance.configuration.NodeConfiguration;
import io.spillway.appliance.node.NodeFolders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "init", description = {"Makes the data directory and the volumes that the configuration names.",
        "What is there already stays as it is, so that a disk can be added later."}, footer = {"%nExamples:",
                "  spillway init --config spillway.yaml",
                "  spillway init --data /srv/spillway --set volumes=/mnt/a/spillway,/mnt/b/spillway"})
final class InitCommand implements Callable<Integer> {
    @Mixin
    private final ConfigurationOptions options = new ConfigurationOptions();

    private final PrintWriter out;

    InitCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        NodeConfiguration node = options.builder().build().node();
        NodeFolders.Initialised result = new NodeFolders(node, Clock.systemUTC()).initialise();
        out.println("data directory " + node.data() + " of cluster " + result.identity().cluster() + ", node "
                + result.identity().node());
        for (Path volume : node.volumes()) {
            out.println((result.made().contains(volume) ? "made volume    " : "kept volume    ") + volume);
        }
        out.flush();
        return ExitCode.DONE;
    }
}
