package io.spillway.appliance.demo;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.spillway.appliance.admin.answer.RunAnswer;

/**
 * How far the moves of a run's rules have come.
 *
 * @param moved whose bytes are in the cloud and committed
 * @param released of those, whose local bytes have been given up
 * @param open that are still to be moved
 */
record MoveCount(long moved, long released, long open) {
    private static final List<String> OPEN = List.of("planned", "uploading", "uploaded", "verified");

    static MoveCount of(RunAnswer run) {
        long released = states(run, List.of("released"));
        return new MoveCount(released + states(run, List.of("committed")), released, states(run, OPEN));
    }

    private static long states(RunAnswer run, List<String> names) {
        return run.rules().stream().map(RunAnswer.Rule::states).map(Map::entrySet).flatMap(Set::stream)
                .filter(entry -> names.contains(entry.getKey())).mapToLong(Map.Entry::getValue).sum();
    }
}
