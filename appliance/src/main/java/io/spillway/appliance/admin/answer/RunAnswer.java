package io.spillway.appliance.admin.answer;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/**
 * A run of a policy. {@code state} is running, done or failed, with the {@code problem} that ended it. {@code settled}
 * tells whether nothing is open and nothing due any more at the run's instant; it is null until that was asked.
 */
@Serdeable
public record RunAnswer(String run, String policy, long version, Instant at, boolean dryRun, String state,
        @Nullable String problem, long containers, long objects, long staying, List<Rule> rules,
        List<String> problems, @Nullable Boolean settled) {

    /**
     * What one rule decided. {@code givenUp} counts the moves of this run that were abandoned, as explain tells.
     * {@code states} counts all intents that it has brought about, in this run and before, as the journal has them: how
     * many are planned, uploading, uploaded, verified, committed, released, fetching, fetched, recalled, abandoned; states
     * without any are left out.
     */
    @Serdeable
    public record Rule(String rule, String action, long matched, long bytes, long due, long dueBytes, long planned,
            long unknown, long givenUp, Map<String, Long> states) {}
}
