package io.spillway.appliance.demo;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

import io.spillway.appliance.demo.ApplianceChild.Launch;
import io.spillway.appliance.demo.SourceFiles.Limits;

/** The demo: it starts the appliance and its cloud, gives the tour, and leaves no process behind. */
public final class Demo {
    private final DemoOptions options;
    private final Clock clock;
    private final Narration narration;
    private final CommandText commands;

    public Demo(DemoOptions options, Clock clock, PrintWriter out) {
        this.options = options;
        this.clock = clock;
        boolean terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        this.narration = new Narration(out, terminal);
        this.commands = new CommandText(Path.of("").toAbsolutePath(), options.home());
    }

    /**
     * Gives the tour, and stays until the user ends it where the options say so.
     *
     * @throws DemoException if it cannot be given, or an object is not as it was put
     */
    public void run() throws Exception {
        SourceFiles files = SourceFiles.under(options.source(), Limits.DEFAULT);
        if (files.files().stream().noneMatch(file -> file.rule() == DemoRule.REST)) {
            throw new DemoException("no file under " + options.source() + " would move by the demo's policy, "
                    + "which keeps what is small or ends in .md; name another folder with --from");
        }
        DemoFolder folder = DemoFolder.take(options.folder());
        narration.line("""
                files     %,d from %s
                left out  %s
                folder    %s, with the appliance's log""".formatted(files.files().size(), options.source(),
                files.leftOutText(Limits.DEFAULT), commands.shorten(folder.path())));
        try (Children children = Children.bound()) {
            try {
                tour(children, folder, files);
            } catch (Exception e) {
                children.awaitEndIfSignalled();
                throw e;
            }
        }
    }

    private void tour(Children children, DemoFolder folder, SourceFiles files) throws Exception {
        try (DemoCloud cloud = cloud(children, folder)) {
            Site site = narration.step("Start the appliance", () -> start(children, folder));
            Tour tour = new Tour(narration, commands, folder, cloud, clock.instant());
            site = tour.give(site, children, files.files());
            narration.line("\nThe tour is over after %s: nothing was lost, nothing was changed.".formatted(
                    narration.soFar()));
            switch (options.afterwards()) {
                case EXIT -> site.close();
                case STAY -> {
                    new Farewell(narration, commands, folder).say(site, tour);
                    children.stayWith(site.appliance().process());
                    throw new DemoException("the appliance has ended by itself; its log is " + folder.log());
                }
            }
        }
    }

    private DemoCloud cloud(Children children, DemoFolder folder) throws Exception {
        return switch (options.cloud()) {
            case DIRECTORY -> new FolderCloud(folder.cloud());
            case LOCALSTACK -> narration.step("Start LocalStack (the first time it is installed, about a minute)",
                    () -> LocalStackCloud.start(children, folder, options.home()));
            case B2 -> narration.step("Start the simulator of Backblaze B2 (the first time it is installed)",
                    () -> B2Cloud.start(children, folder, options.home()));
        };
    }

    private Site start(Children children, DemoFolder folder) throws Exception {
        Launch launch = Launch.on(folder);
        narration.command(commands.spillway(launch.arguments().toArray()));
        Site site = Site.start(children, launch);
        narration.line("S3 at %s, administration at %s".formatted(site.appliance().s3(), site.appliance().admin()));
        return site;
    }
}
