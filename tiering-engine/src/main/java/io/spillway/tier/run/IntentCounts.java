package io.spillway.tier.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.Candidates;
import io.spillway.cluster.api.transition.Candidates.ContainerEntry;
import io.spillway.cluster.api.transition.Cause;
import io.spillway.cluster.api.transition.Intent;
import io.spillway.cluster.api.transition.TransitionState;
import io.spillway.cluster.api.transition.Transitions;

/**
 * How many intents of a policy's rules are in each state, from the journal. A version has one row for its open intent
 * and one for its latest that is over, so that objects are not counted twice in a state.
 *
 * @param byRule for each rule that has intents, its counts by state
 * @param givenUp for each rule, the intents of one run that were abandoned; rules without any are left out
 */
public record IntentCounts(Map<String, Map<String, Long>> byRule, Map<String, Long> givenUp) {
    /** Before anything has been counted. */
    public static final IntentCounts NONE = new IntentCounts(Map.of(), Map.of());
    private static final int CONTAINERS = 100;
    private static final int INTENTS = 500;

    public IntentCounts {
        byRule = Map.copyOf(byRule);
        givenUp = Map.copyOf(givenUp);
    }

    /**
     * Counts by paging through the containers that the run's policy applies to.
     *
     * @param run whose abandoned intents are counted apart
     */
    public static IntentCounts of(RunRequest run, Candidates candidates, Transitions transitions)
            throws ObjectStoreException {
        var counting = new Counting(run, new LinkedHashMap<>(), new LinkedHashMap<>());
        var page = candidates.containers(Optional.empty(), CONTAINERS);
        while (!page.isEmpty()) {
            for (ContainerEntry container : page) {
                if (run.policy().policy().applies().covers(container.account().value(), container.name().value())) {
                    counting.container(container, transitions);
                }
            }
            page = candidates.containers(Optional.of(page.getLast().name()), CONTAINERS);
        }
        return new IntentCounts(counting.byRule(), counting.givenUp());
    }

    private record Counting(RunRequest run, Map<String, Map<String, Long>> byRule, Map<String, Long> givenUp) {
        void container(ContainerEntry container, Transitions transitions) throws ObjectStoreException {
            var page = transitions.all(container.ref(), Optional.empty(), INTENTS);
            while (!page.isEmpty()) {
                for (Intent intent : page) {
                    if (intent.cause() instanceof Cause.ByRule cause
                            && cause.policy().equals(run.policy().policy().name())) {
                        count(cause, intent.state());
                    }
                }
                page = transitions.all(container.ref(), Optional.of(page.getLast().id()), INTENTS);
            }
        }

        private void count(Cause.ByRule cause, TransitionState state) {
            byRule.computeIfAbsent(cause.rule(), _ -> new LinkedHashMap<>()).merge(name(state), 1L, Long::sum);
            if (state instanceof TransitionState.Abandoned && cause.policyVersion() == run.policy().number()
                    && cause.instant().equals(run.instant())) {
                givenUp.merge(cause.rule(), 1L, Long::sum);
            }
        }
    }

    /** A state's name for people and programs. */
    public static String name(TransitionState state) {
        return switch (state) {
            case TransitionState.Planned _ -> "planned";
            case TransitionState.Uploading _ -> "uploading";
            case TransitionState.Uploaded _ -> "uploaded";
            case TransitionState.Verified _ -> "verified";
            case TransitionState.Committed _ -> "committed";
            case TransitionState.Released _ -> "released";
            case TransitionState.Fetching _ -> "fetching";
            case TransitionState.Fetched _ -> "fetched";
            case TransitionState.Recalled _ -> "recalled";
            case TransitionState.Abandoned _ -> "abandoned";
        };
    }
}
