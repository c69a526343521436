package io.spillway.appliance.demo;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process that the demo started. */
final class ChildProcess {
    /** The appliance gives its requests and moves some seconds to end. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Process process;

    ChildProcess(Process process) {
        this.process = process;
    }

    Process process() {
        return process;
    }

    /** SIGTERM, and SIGKILL if that was not enough; returns when it is gone. */
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** SIGKILL, as if the machine lost it; returns when it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
