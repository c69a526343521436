package io.spillway.appliance;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.spillway.appliance.command.SpillwayCommand;

/** Runs one command and ends the process with its code, whatever threads are left. */
public final class Main {
    /** A system property: the id of a process that this one ends with, though that is killed. The demo sets it. */
    private static final String BOUND_TO = "spillway.bound-to";

    private Main() {}

    static void main(String[] arguments) {
        Optional.ofNullable(System.getProperty(BOUND_TO)).map(Long::valueOf).ifPresent(Main::endWith);
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(SpillwayCommand.commandLine(out, err).execute(arguments));
    }

    /** At once, if that has ended already. */
    private static void endWith(long process) {
        Optional<ProcessHandle> running = ProcessHandle.of(process);
        if (running.isEmpty()) {
            System.exit(0);
        }
        var _ = running.get().onExit().thenRun(() -> System.exit(0));
    }
}
