package io.spillway.tier.journal;

import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.Advance;
import io.spillway.cluster.api.transition.Cause;
import io.spillway.cluster.api.transition.Generation;
import io.spillway.cluster.api.transition.Intent;
import io.spillway.cluster.api.transition.IntentId;
import io.spillway.cluster.api.transition.Movement;
import io.spillway.cluster.api.transition.TransitionState;
import io.spillway.cluster.api.transition.Transitions;
import io.spillway.tier.fault.Failpoints;
import io.spillway.tier.fault.Step;

/** Plans and advances intents, each step between its failpoints. */
public final class IntentJournal {
    /** The directory has already tried for its own patience; once more after reading is enough. */
    private static final int TRIES = 2;

    private final Transitions transitions;
    private final Failpoints failpoints;
    private final RandomGenerator random;

    public IntentJournal(Transitions transitions, Failpoints failpoints, RandomGenerator random) {
        this.transitions = transitions;
        this.failpoints = failpoints;
        this.random = random;
    }

    /** Plans an intent under a new id; empty as {@link Transitions#plan} says. */
    public Optional<Intent> plan(ContainerRef container, Generation generation, Cause cause, Movement movement)
            throws ObjectStoreException {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        var id = new IntentId(HexFormat.of().formatHex(bytes));
        failpoints.before(Step.PLAN);
        Optional<Intent> planned;
        try {
            planned = transitions.plan(id, container, generation, cause, movement);
        } catch (ObjectStoreException.OutcomeUnknown e) {
            planned = transitions.find(container, id);
        }
        failpoints.after(Step.PLAN);
        return planned;
    }

    /** As {@link Transitions#advance}, but that a lost answer is looked up. */
    public Advance advance(Step step, Intent intent, TransitionState next) throws ObjectStoreException {
        failpoints.before(step);
        Advance outcome = known(intent, next);
        failpoints.after(step);
        return outcome;
    }

    /** The intent as it stands now; a row that is gone with its version is taken for the one that we have. */
    public Intent reread(Intent intent) throws ObjectStoreException {
        return transitions.find(intent.container(), intent.id()).orElse(intent);
    }

    private Advance known(Intent intent, TransitionState next) throws ObjectStoreException {
        for (int tried = 1;; tried++) {
            try {
                return settled(transitions.advance(intent, next), next);
            } catch (ObjectStoreException.OutcomeUnknown e) {
                Optional<Intent> stored = transitions.find(intent.container(), intent.id());
                if (stored.isPresent() && !stored.get().equals(intent)) {
                    return settled(new Advance.Conflict(stored.get()), next);
                }
                if (tried == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** A row that already stands where we wanted it is our own earlier commit: a state names its attempt and owner. */
    private static Advance settled(Advance outcome, TransitionState next) {
        return switch (outcome) {
            case Advance.Conflict conflict when conflict.stored().state().equals(next) ->
                new Advance.Advanced(conflict.stored());
            case Advance.Conflict conflict when conflict.stored()
                    .state() instanceof TransitionState.Abandoned(String reason) ->
                new Advance.Superseded(reason);
            case Advance.Advanced _,Advance.Superseded _,Advance.Conflict _,Advance.NotBackedUp _ -> outcome;
        };
    }
}
