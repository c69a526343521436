package io.spillway.cluster.directory.engine;

import java.util.List;
import java.util.Optional;

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
import io.spillway.cluster.directory.ContainerCommand.AdvanceIntent;
import io.spillway.cluster.directory.ContainerCommand.PlanIntent;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.Refusal;

/** The journal of transitions over the intent rows of the container files. */
final class DirectoryTransitions implements Transitions {
    private final DirectoryGroup group;

    DirectoryTransitions(DirectoryGroup group) {
        this.group = group;
    }

    @Override
    public Optional<Intent> plan(IntentId id, ContainerRef container, Generation generation, Cause cause,
            Movement movement) throws ObjectStoreException {
        Outcome outcome = group.propose(new PlanIntent(container, id, generation, cause, movement));
        return switch (outcome) {
            case Outcome.Planned(Optional<Intent> intent) -> intent;
            // A container that has gone, or is going, holds nothing to plan for.
            case Outcome.Refused(Refusal.NoSuchContainer _) -> Optional.empty();
            case Outcome.Applied _,Outcome.Refused _,Outcome.Unknown _ -> throw unexpected(outcome);
        };
    }

    @Override
    public Advance advance(Intent intent, TransitionState next) throws ObjectStoreException {
        Outcome outcome = group.propose(
                new AdvanceIntent(intent.container(), intent, next, group.settings().graces()));
        return switch (outcome) {
            case Outcome.Advanced(Advance advance) -> advance;
            case Outcome.Refused(Refusal.NoSuchContainer _) -> new Advance.Superseded("the container is gone");
            case Outcome.Applied _,Outcome.Refused _,Outcome.Unknown _ -> throw unexpected(outcome);
        };
    }

    private static IllegalStateException unexpected(Outcome outcome) throws ObjectStoreException {
        return new IllegalStateException("the directory answered " + Answers.applied(outcome));
    }

    @Override
    public Optional<Intent> find(ContainerRef container, IntentId id) throws ObjectStoreException {
        return group.read(container, reads -> reads.intent(id));
    }

    @Override
    public Optional<Intent> latest(ContainerRef container, Generation generation) throws ObjectStoreException {
        return group.read(container, reads -> reads.latestIntent(generation.version()));
    }

    @Override
    public List<ContainerRef> containersWithOpenIntents(Optional<ContainerRef> after, int limit) {
        return group.files().index().withOpenIntents(after, limit);
    }

    @Override
    public List<Intent> all(ContainerRef container, Optional<IntentId> after, int limit) throws ObjectStoreException {
        return group.read(container, reads -> reads.intents(after, limit));
    }

    @Override
    public List<Intent> open(ContainerRef container, Optional<IntentId> after, int limit)
            throws ObjectStoreException {
        return group.read(container, reads -> reads.openIntents(after, limit));
    }
}
