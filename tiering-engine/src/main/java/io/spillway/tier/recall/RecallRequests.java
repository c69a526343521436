package io.spillway.tier.recall;

import java.util.Optional;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.Advance;
import io.spillway.cluster.api.transition.Candidate;
import io.spillway.cluster.api.transition.Candidates;
import io.spillway.cluster.api.transition.Cause;
import io.spillway.cluster.api.transition.Intent;
import io.spillway.cluster.api.transition.LocalChunks;
import io.spillway.cluster.api.transition.Movement;
import io.spillway.cluster.api.transition.TransitionState;
import io.spillway.cluster.api.transition.TransitionState.Abandonable;
import io.spillway.cluster.api.transition.TransitionState.Committed;
import io.spillway.cluster.api.transition.Transitions;
import io.spillway.tier.fault.Step;
import io.spillway.tier.journal.IntentJournal;

/** Turns the wish to have an object back into what its state asks for. */
public final class RecallRequests {
    private final Candidates candidates;
    private final Transitions transitions;
    private final IntentJournal journal;
    private final LocalChunks chunks;

    /** What came of a request. */
    public enum Answer {
        /** There is no such object. */
        ABSENT,
        /** Its bytes are on local volumes, and nothing is about to take them away. */
        LOCAL,
        /** Its bytes will come back. */
        PLANNED,
        /** Something moves it just now, or its local copy is not whole while the remote one is still needed; ask again. */
        BUSY
    }

    public RecallRequests(Candidates candidates, Transitions transitions, IntentJournal journal,
            LocalChunks chunks) {
        this.candidates = candidates;
        this.transitions = transitions;
        this.journal = journal;
        this.chunks = chunks;
    }

    public Answer recall(ContainerRef container, ObjectKey key, Cause cause) throws ObjectStoreException {
        Optional<Candidate> candidate = candidates.current(container, key);
        if (candidate.isEmpty()) {
            return Answer.ABSENT;
        }
        if (candidate.get().intended()) {
            Optional<Intent> open = transitions.latest(container, candidate.get().generation());
            return open.isPresent() ? takeBack(open.get()) : Answer.BUSY;
        }
        if (candidate.get().target().isEmpty()) {
            return Answer.LOCAL;
        }
        return journal.plan(container, candidate.get().generation(), cause, new Movement.Recall()).isPresent()
                ? Answer.PLANNED
                : Answer.BUSY;
    }

    private Answer takeBack(Intent open) throws ObjectStoreException {
        String reason = "recalled by request";
        return switch (open.state()) {
            // The local bytes will be all there is, so they are read before the remote ones are given up.
            case Committed committed -> chunks.holds(open.container(), open.generation())
                    ? outcome(journal.advance(Step.REVOKE, open, committed.revoke(reason)))
                    : Answer.BUSY;
            case TransitionState.Fetching _,TransitionState.Fetched _ -> Answer.PLANNED;
            case TransitionState.Planned _ when open.movement() instanceof Movement.Recall -> Answer.PLANNED;
            case Abandonable moving -> outcome(journal.advance(Step.ABANDON, open, moving.abandon(reason)));
            case TransitionState.Released _,TransitionState.Recalled _,TransitionState.Abandoned _ -> Answer.BUSY;
        };
    }

    private static Answer outcome(Advance advance) {
        return switch (advance) {
            case Advance.Advanced _ -> Answer.LOCAL;
            case Advance.Superseded _,Advance.Conflict _,Advance.NotBackedUp _ -> Answer.BUSY;
        };
    }
}
