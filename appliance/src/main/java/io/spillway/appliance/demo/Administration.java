package io.spillway.appliance.demo;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.spillway.appliance.admin.answer.CheckAnswer;
import io.spillway.appliance.admin.answer.RunAnswer;
import io.spillway.appliance.admin.answer.TargetAnswer;
import io.spillway.appliance.client.AdminClient;
import io.spillway.appliance.client.RefusedException;
import io.spillway.appliance.client.UnreachableException;
import io.spillway.appliance.credentials.AdminToken;
import io.spillway.appliance.credentials.CredentialsException;

/** The demo's calls of the administration API. */
final class Administration implements AutoCloseable {
    private static final long POLL_MILLIS = 50;
    /** A call that long, so that progress is seen. */
    private static final int SETTLE_SECONDS = 1;
    /** Hundreds of megabytes at the pace of a slow disk. */
    private static final Duration LONGEST_RUN = Duration.ofMinutes(30);
    private static final String RUNNING = "running";
    private static final String RUNS = "/v1/policies/runs";

    private final AdminClient client;

    private Administration(AdminClient client) {
        this.client = client;
    }

    /** At this address, with the token in the data directory. */
    static Administration at(URI address, Path data) throws CredentialsException {
        return new Administration(new AdminClient(address, AdminToken.read(data)));
    }

    TargetAnswer addTarget(String name, DemoCloud cloud) throws UnreachableException, RefusedException {
        Map<String, Object> request = new HashMap<>(cloud.request());
        request.put("name", name);
        return AdminClient.read(client.post("/v1/targets", request), TargetAnswer.class);
    }

    CheckAnswer check(String policy) throws UnreachableException, RefusedException {
        return AdminClient.read(client.post("/v1/policies/check", Map.of("text", policy)), CheckAnswer.class);
    }

    RunAnswer dryRun(String policy, Optional<Instant> at)
            throws UnreachableException, RefusedException, DemoException, InterruptedException {
        Map<String, Object> body = new HashMap<>(Map.of("text", policy, "dryRun", true));
        at.ifPresent(instant -> body.put("at", instant.toString()));
        return over(AdminClient.read(client.post(RUNS, body), RunAnswer.class));
    }

    /** Begins a run and does not wait for it. */
    RunAnswer begin(String policy, Instant at) throws UnreachableException, RefusedException {
        return AdminClient.read(client.post(RUNS, Map.of("text", policy, "dryRun", false, "at", at.toString())),
                RunAnswer.class);
    }

    RunAnswer look(RunAnswer run) throws UnreachableException, RefusedException {
        return AdminClient.read(client.get(RUNS + "/" + run.run(), Map.of()), RunAnswer.class);
    }

    /** Runs a policy and waits until no move is open and no release due. */
    RunAnswer runToTheEnd(String policy, Instant at, Consumer<RunAnswer> seen)
            throws UnreachableException, RefusedException, DemoException, InterruptedException {
        long end = System.nanoTime() + LONGEST_RUN.toNanos();
        RunAnswer run = over(begin(policy, at));
        while (!Boolean.TRUE.equals(run.settled())) {
            if (System.nanoTime() - end > 0) {
                throw new DemoException("the run did not come to its end within " + LONGEST_RUN.toMinutes()
                        + " minutes; look at: spillway status and spillway target list");
            }
            run = AdminClient.read(client.post(RUNS + "/" + run.run() + "/settle", Map.of("seconds", SETTLE_SECONDS)),
                    RunAnswer.class);
            seen.accept(run);
        }
        if (!run.problems().isEmpty()) {
            throw new DemoException("the run has problems: " + String.join("; ", run.problems()));
        }
        return run;
    }

    @Override
    public void close() {
        client.close();
    }

    private RunAnswer over(RunAnswer begun)
            throws UnreachableException, RefusedException, DemoException, InterruptedException {
        RunAnswer run = begun;
        while (run.state().equals(RUNNING)) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            run = look(run);
        }
        if (run.problem() != null) {
            throw new DemoException("the run ended early: " + run.problem());
        }
        return run;
    }
}
