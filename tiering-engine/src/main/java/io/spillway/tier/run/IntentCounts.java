package io.spillway.tier.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.Candidates;
import io.spillway.cluster.api.transition.Candidates.ContainerEntry;
import io.spillway.cluster.api.transition.Cause;
import io.spillway.cluster.api.transition.Intent;
import io.spillway.cluster.api.transition.IntentId;
import io.spillway.cluster.api.transition.TransitionState;
import io.spillway.cluster.api.transition.Transitions;
import io.spillway.policy.Policy;

/**
 * How many intents of a policy's rules are in each state, from the journal. A version has one row for its open intent
 * and one for its latest that is over, so that objects are not counted twice in a state.
 *
 * @param byRule for each rule that has intents, its counts by state
 */
public record IntentCounts(Map<String, Map<String, Long>> byRule) {
    private static final int CONTAINERS = 100;
    private static final int INTENTS = 500;

    public IntentCounts {
        byRule = Map.copyOf(byRule);
    }

    /** Counts by paging through the containers that the policy applies to. */
    public static IntentCounts of(Policy policy, Candidates candidates, Transitions transitions)
            throws ObjectStoreException {
        Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
        var page = candidates.containers(Optional.empty(), CONTAINERS);
        while (!page.isEmpty()) {
            for (ContainerEntry container : page) {
                if (policy.applies().covers(container.account().value(), container.name().value())) {
                    count(policy, container, transitions, counts);
                }
            }
            page = candidates.containers(Optional.of(page.getLast().name()), CONTAINERS);
        }
        return new IntentCounts(counts);
    }

    private static void count(Policy policy, ContainerEntry container, Transitions transitions,
            Map<String, Map<String, Long>> counts) throws ObjectStoreException {
        Optional<IntentId> after = Optional.empty();
        var page = transitions.all(container.ref(), after, INTENTS);
        while (!page.isEmpty()) {
            for (Intent intent : page) {
                if (intent.cause() instanceof Cause.ByRule cause && cause.policy().equals(policy.name())) {
                    counts.computeIfAbsent(cause.rule(), _ -> new LinkedHashMap<>()).merge(name(intent.state()), 1L,
                            Long::sum);
                }
            }
            after = Optional.of(page.getLast().id());
            page = transitions.all(container.ref(), after, INTENTS);
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
