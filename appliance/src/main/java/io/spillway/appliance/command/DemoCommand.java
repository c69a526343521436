package io.spillway.appliance.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.spillway.appliance.demo.Demo;
import io.spillway.appliance.demo.DemoOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "demo", description = {
        "Gives a tour of the appliance on real files, in some minutes and a folder of its own.",
        "Files come in over S3, a policy moves the cold ones to a cloud, every read answers the same bytes,",
        "also after the appliance was killed in the middle. Each step prints the command that does it by hand.",
        "Then the appliance stays up until Ctrl-C."}, footer = {"%nExamples:", "  spillway demo",
                "  spillway demo --from ~/Pictures", "  spillway demo --exit --cloud localstack"})
final class DemoCommand implements Callable<Integer> {
    /** The launcher says where the project is. */
    private static final String HOME = "spillway.home";

    @Option(names = "--data", paramLabel = "DIR", defaultValue = "spillway-demo", description = "The folder for all that the demo makes (default: ./${DEFAULT-VALUE}); what an earlier demo made there is replaced.")
    private Path data = Path.of("");

    @Option(names = "--from", paramLabel = "DIR", description = "The folder whose files are taken in (default: the project's own tree). They are only read.")
    private Optional<Path> from = Optional.empty();

    @Option(names = "--cloud", paramLabel = "CLOUD", defaultValue = "directory", description = "directory, a folder that stands for a cloud; localstack, S3 on this machine, which needs Python 3.13; or b2, a simulator of Backblaze B2, which needs Python 3.11 or later (default: ${DEFAULT-VALUE}).")
    private DemoOptions.Cloud cloud = DemoOptions.Cloud.DIRECTORY;

    @Option(names = "--exit", description = "End after the tour, with code 0 if all was as promised.")
    private boolean exit;

    private final PrintWriter out;

    DemoCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        Optional<Path> home = Optional.ofNullable(System.getProperty(HOME)).map(Path::of);
        new Demo(new DemoOptions(data, from, cloud,
                exit ? DemoOptions.Afterwards.EXIT : DemoOptions.Afterwards.STAY, home), Clock.systemUTC(), out).run();
        return ExitCode.DONE;
    }
}
