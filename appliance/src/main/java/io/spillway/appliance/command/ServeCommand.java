package io.spillway.appliance.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import io.spillway.appliance.configuration.Configuration;
import io.spillway.appliance.node.Appliance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "serve", description = {"Runs the appliance until it is told to stop (SIGTERM, Ctrl-C).",
        "Makes the data directory, with one volume inside, if there is none yet.",
        "When it serves, it prints one line: ready s3=URL admin=URL data=DIR"}, footer = {"%nExamples:",
                "  spillway serve", "  spillway serve --data /srv/spillway --s3 0.0.0.0:9320",
                "  spillway serve --config spillway.yaml --set store.readers-grace=10m"})
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private final ConfigurationOptions options = new ConfigurationOptions();

    @Option(names = "--s3", paramLabel = "HOST:PORT", description = "Where the S3 gateway listens (default: 127.0.0.1:9320); port 0 takes any that is free.")
    private Optional<String> s3 = Optional.empty();

    @Option(names = "--admin", paramLabel = "HOST:PORT", description = "Where the administration API listens (default: 127.0.0.1:9321).")
    private Optional<String> admin = Optional.empty();

    private final PrintWriter out;

    ServeCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        Configuration.Builder builder = options.builder();
        s3.ifPresent(builder::s3);
        admin.ifPresent(builder::admin);
        Appliance appliance = Appliance.start(builder.build(), Release.VERSION, System.getenv(), Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(appliance), "stop"));
        out.println("ready s3=%s admin=%s data=%s".formatted(appliance.s3(), appliance.admin(), appliance.data()));
        out.flush();
        new CountDownLatch(1).await();
        return ExitCode.DONE;
    }

    /** Halts when all is stopped: after a signal Java would end with 143, and an orderly end is no failure. */
    private static void stop(Appliance appliance) {
        try {
            appliance.close();
        } finally {
            Runtime.getRuntime().halt(ExitCode.DONE);
        }
    }
}
