package io.spillway.appliance;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

import io.spillway.appliance.command.SpillwayCommand;

/** Runs one command and ends the process with its code, whatever threads are left. */
public final class Main {
    private Main() {}

    static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(SpillwayCommand.commandLine(out, err).execute(arguments));
    }
}
