package io.spillway.bench;

import java.time.Duration;

/** The end of a run that hangs: a server that never answers must not keep the machine. */
final class Deadline {
    /** As coreutils' {@code timeout} has it. */
    private static final int TIMED_OUT = 124;

    private Deadline() {}

    /** Ends this process, and by its shutdown hooks those that it started, unless it has ended before. */
    static void in(Duration time) {
        Thread.ofPlatform().daemon().name("deadline").start(() -> {
            try {
                Thread.sleep(time);
            } catch (InterruptedException _) {
                return;
            }
            System.err
                    .println("given up after " + time.toMinutes() + " minutes; raise --minutes if it was not hanging");
            System.exit(TIMED_OUT);
        });
    }
}
