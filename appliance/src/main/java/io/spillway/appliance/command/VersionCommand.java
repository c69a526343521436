package io.spillway.appliance.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;

@Command(name = "version", description = "Prints the versions of Spillway and of Java.", footer = {"%nExample:",
        "  spillway version"})
final class VersionCommand implements Callable<Integer> {
    private final PrintWriter out;

    VersionCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        out.println(new Release().getVersion()[0]);
        out.flush();
        return ExitCode.DONE;
    }
}
