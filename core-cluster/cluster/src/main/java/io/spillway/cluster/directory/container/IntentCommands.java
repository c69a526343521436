package io.spillway.cluster.directory.container;

import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.transition.Advance;
import io.spillway.cluster.api.transition.Generation;
import io.spillway.cluster.api.transition.Intent;
import io.spillway.cluster.api.transition.Movement;
import io.spillway.cluster.api.transition.TransitionState;
import io.spillway.cluster.api.transition.TransitionState.Abandoned;
import io.spillway.cluster.api.transition.TransitionState.Attempted;
import io.spillway.cluster.api.transition.TransitionState.Committed;
import io.spillway.cluster.api.transition.TransitionState.Fetched;
import io.spillway.cluster.api.transition.TransitionState.Fetching;
import io.spillway.cluster.api.transition.TransitionState.Planned;
import io.spillway.cluster.api.transition.TransitionState.Recalled;
import io.spillway.cluster.api.transition.TransitionState.Released;
import io.spillway.cluster.api.transition.TransitionState.Uploaded;
import io.spillway.cluster.api.transition.TransitionState.Uploading;
import io.spillway.cluster.api.transition.TransitionState.Verified;
import io.spillway.cluster.directory.ContainerCommand.AdvanceIntent;
import io.spillway.cluster.directory.ContainerCommand.Graces;
import io.spillway.cluster.directory.ContainerCommand.PlanIntent;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.WriteId;
import io.spillway.cluster.directory.container.VersionTable.Narrow;
import io.spillway.cluster.directory.container.VersionTable.Placement;

/** Planning and advancing of intents; what a step does to the version stands in {@link Relocation}. */
final class IntentCommands {
    private static final int PAGE = 500;

    private IntentCommands() {}

    static Outcome plan(Transaction tx, PlanIntent command) {
        Optional<Narrow> version = generation(tx, command.generation());
        if (version.isEmpty() || version.get().metachunks() == 0
                || version.get().placement() != startOf(command.movement())
                || IntentTable.hasOpen(tx.file(), command.generation().version())) {
            return new Outcome.Planned(Optional.empty());
        }
        Intent intent = new Intent(command.intent(), command.container(), command.generation(), command.cause(),
                command.movement(), tx.instant(), new Planned());
        IntentTable.insert(tx, intent);
        return new Outcome.Planned(Optional.of(intent));
    }

    private static Placement startOf(Movement movement) {
        return switch (movement) {
            case Movement.Tier _ -> Placement.LOCAL;
            case Movement.Recall _ -> Placement.REMOTE;
        };
    }

    /** The version row, if it is exactly this generation. */
    static Optional<Narrow> generation(Transaction tx, Generation wanted) {
        return VersionTable.narrow(tx.file(), wanted.key(), wanted.version())
                .filter(found -> found.size() == wanted.length() && found.digest().equals(wanted.digest()));
    }

    /**
     * Gives up recalls that are under way without a note of what they have fetched: one may have been committed after this
     * copy of the file was made, and then its chunks may be all that is left of the object.
     */
    static void giveUpRecallsUnheard(Transaction tx) {
        List<Intent> page = IntentTable.open(tx.file(), null, PAGE);
        while (!page.isEmpty()) {
            for (Intent intent : page) {
                if (intent.state() instanceof Fetching || intent.state() instanceof Fetched) {
                    IntentTable.store(tx, at(intent, new Abandoned("the node was lost during the recall")));
                }
            }
            page = IntentTable.open(tx.file(), page.getLast().id(), PAGE);
        }
    }

    static Outcome advance(Transaction tx, AdvanceIntent command) {
        return new Outcome.Advanced(
                advance(tx, command.intent(), command.next(), command.graces()));
    }

    private static Advance advance(Transaction tx, Intent believed, TransitionState next, Graces graces) {
        Optional<Intent> stored = IntentTable.find(tx.file(), believed.id());
        if (stored.isEmpty()) {
            return new Advance.Superseded("the object version is gone, and its intent with it");
        }
        if (!stored.get().equals(believed) || !follows(believed.state(), next, believed.movement())) {
            return new Advance.Conflict(stored.get());
        }
        Optional<Narrow> version = generation(tx, believed.generation());
        if (version.isEmpty() && !(next instanceof Abandoned)) {
            String reason = "the object was overwritten or deleted";
            Relocation.leave(tx, believed);
            IntentTable.store(tx, at(believed, new Abandoned(reason)));
            return new Advance.Superseded(reason);
        }
        return apply(tx, believed, version, next, graces);
    }

    private static Advance apply(Transaction tx, Intent intent, Optional<Narrow> version, TransitionState next,
            Graces graces) {
        Intent after = at(intent, next);
        switch (next) {
            case Uploading(var attempt, var _) when intent.state() instanceof Attempted former
                    && !former.attempt().equals(attempt) ->
                Relocation.leave(tx, intent);
            case Planned _,Uploading _,Uploaded _,Verified _,Fetching _,Fetched _ -> {
                // Only the row changes.
            }
            case Committed committed -> {
                Verified verified = (Verified) intent.state();
                if (verified.entries().size() != version.orElseThrow().metachunks()) {
                    return new Advance.Conflict(intent);
                }
                long sequence = Relocation.toBoth(tx, version.get(), verified.entries(), committed.remote());
                IntentTable.committedAt(tx, intent.id(), sequence);
            }
            case Released _ -> {
                if (tx.header().backupSequence < IntentTable.committedAt(tx.file(), intent.id())) {
                    return new Advance.NotBackedUp();
                }
                Relocation.toRemote(tx, version.orElseThrow(), after, graces);
            }
            case Recalled _ -> {
                Fetched fetched = (Fetched) intent.state();
                if (WriteTable.refuseCommit(WriteTable.state(tx.file(), new WriteId(fetched.writeId()))).isPresent()) {
                    // The sweep gave the write up, so its chunk files may be gone.
                    String reason = "the write of the recall was given up meanwhile";
                    Relocation.leave(tx, intent);
                    IntentTable.store(tx, at(intent, new Abandoned(reason)));
                    return new Advance.Superseded(reason);
                }
                if (fetched.replicas().size() != version.orElseThrow().metachunks()) {
                    return new Advance.Conflict(intent);
                }
                Relocation.toLocal(tx, version.get(), fetched, graces);
            }
            case Abandoned _ -> {
                if (intent.state() instanceof Committed && version.isPresent()) {
                    Relocation.revoke(tx, version.get(), graces);
                } else {
                    Relocation.leave(tx, intent);
                }
            }
        }
        IntentTable.store(tx, after);
        return new Advance.Advanced(after);
    }

    private static Intent at(Intent intent, TransitionState state) {
        return new Intent(intent.id(), intent.container(), intent.generation(), intent.cause(), intent.movement(),
                intent.planned(), state);
    }

    /** Whether {@code next} may follow; the types allow no more, but what arrives in the log was not compiled here. */
    static boolean follows(TransitionState from, TransitionState next, Movement movement) {
        boolean tier = movement instanceof Movement.Tier;
        return switch (from) {
            case Planned _ -> switch (next) {
                case Uploading(var attempt, var _) -> tier && attempt.number() >= 1;
                case Fetching _ -> !tier;
                case Abandoned _ -> true;
                case Planned _,Uploaded _,Verified _,Committed _,Released _,Fetched _,Recalled _ -> false;
            };
            case Uploading state -> next instanceof Abandoned || nextAttempt(state, next)
                    || (next instanceof Uploading(var attempt, var id) && attempt.equals(state.attempt())
                            && id.isPresent())
                    || (next instanceof Uploaded uploaded && uploaded.attempt().equals(state.attempt()));
            case Uploaded state -> next instanceof Abandoned || nextAttempt(state, next)
                    || (next instanceof Verified verified && state.verified(verified.evidence()).equals(verified));
            case Verified state -> next instanceof Abandoned || nextAttempt(state, next)
                    || (next instanceof Committed committed && state.commit(committed.releaseDue()).equals(committed));
            case Committed state -> next instanceof Abandoned
                    || (next instanceof Released released && released.remote().equals(state.remote()));
            case Fetching state -> next instanceof Abandoned || (next instanceof Fetched fetched
                    && fetched.writeId().equals(state.writeId()) && fetched.owner().equals(state.owner()));
            case Fetched _ -> next instanceof Abandoned || next instanceof Recalled;
            case Released _,Recalled _,Abandoned _ -> false;
        };
    }

    /** A later attempt, by an owner that is not older than the stored one. */
    private static boolean nextAttempt(Attempted from, TransitionState next) {
        return next instanceof Uploading(var attempt, var _) && attempt.number() > from.attempt().number()
                && attempt.owner().term() >= from.attempt().owner().term();
    }
}
