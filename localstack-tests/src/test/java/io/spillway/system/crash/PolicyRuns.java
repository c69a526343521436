package io.spillway.system.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.spillway.system.command.CommandProcess;

import static org.assertj.core.api.Assertions.assertThat;

/** A policy that moves every object with any bytes, run by the command line as an operator would. */
final class PolicyRuns {
    /** Ahead of every release that the runs bring about, so that {@code --wait} waits for them too. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private static final Duration SETTLING = Duration.ofMinutes(5);

    private final Path data;
    private final Path policy;

    private PolicyRuns(Path data, Path policy) {
        this.data = data;
        this.policy = policy;
    }

    static PolicyRuns everything(Path data, Path folder, String target) throws IOException {
        Path policy = Files.writeString(folder.resolve("everything.yaml"), """
                apiVersion: spillway/v1
                policy: everything
                applies: { account: default, containers: ["%s"] }
                rules:
                  - name: all with bytes
                    when: object.size > 0
                    then: { tier: %s }
                """.formatted(CrashAudit.BUCKET, target));
        return new PolicyRuns(data, policy);
    }

    /** Runs it once and returns when all that it brought about is done. */
    void settle() throws Exception {
        CommandProcess run = run();
        assertThat(run.code()).as(run.toString()).isZero();
    }

    /** Runs it again and again until a run fails, as the one that meets the kill does. */
    Loop loop() {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<CommandProcess> failed = thread.submit(() -> {
            CommandProcess run = run();
            while (run.code() == 0) {
                run = run();
            }
            return run;
        });
        return new Loop(thread, failed);
    }

    private CommandProcess run() throws Exception {
        return CommandProcess.run(SETTLING, "policy", "run", policy, "--at", Instant.now().plus(AHEAD), "--wait",
                "--data", data);
    }

    /** Runs under way; closing waits for the last. */
    record Loop(ExecutorService thread, Future<CommandProcess> failed) implements AutoCloseable {
        /** The run that failed, if one has. */
        Optional<CommandProcess> failure() {
            return failed.isDone() ? Optional.of(failed.resultNow()) : Optional.empty();
        }

        @Override
        public void close() {
            thread.close();
        }
    }
}
