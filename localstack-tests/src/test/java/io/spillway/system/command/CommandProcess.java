package io.spillway.system.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.spillway.system.appliance.PackagedAppliance;

/** One command as a child process, run to its end. */
public record CommandProcess(int code, String out, String err) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public static CommandProcess run(Object... arguments) throws IOException, InterruptedException {
        return run(PATIENCE, arguments);
    }

    public static CommandProcess run(Duration patience, Object... arguments) throws IOException, InterruptedException {
        return run(patience, Map.of(), arguments);
    }

    public static CommandProcess run(Map<String, String> environment, Object... arguments)
            throws IOException, InterruptedException {
        return run(PATIENCE, environment, arguments);
    }

    private static CommandProcess run(Duration patience, Map<String, String> environment, Object... arguments)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("command-", ".out");
        Path err = Files.createTempFile("command-", ".err");
        Process process = builder(environment, arguments).redirectOutput(out.toFile()).redirectError(err.toFile())
                .start();
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("the command did not end; it said:\n" + Files.readString(err));
            }
            return new CommandProcess(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            process.destroyForcibly().waitFor();
            Files.delete(out);
            Files.delete(err);
        }
    }

    public static ProcessBuilder builder(Map<String, String> environment, Object... arguments) {
        List<String> command = PackagedAppliance
                .command(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("SPILLWAY_"));
        builder.environment().putAll(environment);
        return builder;
    }
}
