package io.spillway.appliance.admin;

import io.spillway.cluster.api.transition.Movement;
import io.spillway.policy.Action;

/** Actions and movements in the words of policies. */
final class Wording {
    private Wording() {}

    static String of(Action action) {
        return switch (action) {
            case Action.Hold _ -> "hold";
            case Action.Tier tier -> tier.keepLocal().isZero()
                    ? "tier to " + tier.target()
                    : "tier to " + tier.target() + ", local for " + tier.keepLocal();
            case Action.Recall _ -> "recall";
        };
    }

    static String of(Movement movement) {
        return switch (movement) {
            case Movement.Tier tier -> "tier to " + tier.target();
            case Movement.Recall _ -> "recall";
        };
    }
}
