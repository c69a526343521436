package io.spillway.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The shell launcher of the packaged appliance, with what it is told about memory.
 *
 * @param script {@code ./spillway}
 * @param profile {@code small} or {@code normal}
 * @param javaOptions for Java, after those of the profile
 */
record Launcher(Path script, String profile, String javaOptions) {
    /** What the launcher gives Java on a machine of 2 GiB, so that figures of larger machines compare with others. */
    static final String AS_ON_2_GIB = "-Xmx320m -XX:MaxDirectMemorySize=512m";

    static Launcher normal(Path script, String javaOptions) {
        return new Launcher(script, "normal", javaOptions);
    }

    /** The same on a machine of less memory: a heap of 128 MiB. */
    Launcher small() {
        return new Launcher(script, "small", "");
    }

    String inWords() {
        return "profile " + profile + (javaOptions.isEmpty() ? "" : " with `" + javaOptions + "`");
    }

    ProcessBuilder command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(script.toAbsolutePath().toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("SPILLWAY_PROFILE", profile);
        builder.environment().put("SPILLWAY_JAVA_OPTS", javaOptions);
        return builder;
    }

    /** Runs a client's command to its end and answers what it printed. */
    String run(List<String> arguments) throws IOException, InterruptedException {
        Process process = command(arguments).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("spillway " + String.join(" ", arguments) + " ended with " + process.exitValue()
                    + "; it printed: " + output.strip());
        }
        return output;
    }
}
