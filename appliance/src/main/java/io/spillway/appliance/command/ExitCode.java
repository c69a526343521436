package io.spillway.appliance.command;

/** What the exit code of a command means; scripts rely on it. */
final class ExitCode {
    static final int DONE = 0;
    static final int FAILED = 1;
    /** The command or the configuration was written wrongly. */
    static final int USAGE = 2;
    /** No appliance answered. */
    static final int UNREACHABLE = 3;

    /** Some of it was done; what was not is told. */
    static final int PARTLY = 4;

    private ExitCode() {}
}
