package io.spillway.tier.move;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CorruptSourceException;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.Advance;
import io.spillway.cluster.api.transition.Intent;
import io.spillway.cluster.api.transition.Movement;
import io.spillway.cluster.api.transition.TransitionState.Abandonable;
import io.spillway.tier.alarm.AlarmBook;
import io.spillway.tier.fault.Failpoints;
import io.spillway.tier.fault.Step;
import io.spillway.tier.journal.IntentJournal;
import io.spillway.tier.pack.PackContentException;
import io.spillway.tier.target.Target;
import io.spillway.tier.target.TargetBrake;
import io.spillway.tier.target.Targets;

/**
 * Moves object versions out, and lays each failure at the right door: the object's own (its intent is abandoned), the
 * target's (the target is left alone for a while, the intent waits), or nobody's yet (the intent waits and is looked
 * into). Many threads may drive at once, each another intent.
 */
public final class MoveOut {
    /** The directory or a volume is away; what it says itself is shorter than a pass of the engine. */
    private static final Duration LOCAL_PAUSE = Duration.ofSeconds(5);

    /** A missing target comes back by an operator's hand. */
    private static final Duration MISSING_PAUSE = Duration.ofMinutes(1);

    private final Targets targets;
    private final TargetBrake brake;
    private final AlarmBook alarms;
    private final Mover.Surroundings around;

    /** What a move has to do with, apart from targets. */
    public record Parts(IntentJournal journal, Packer packer, Attempts attempts, CommitGate gate,
            MoveSettings settings) {}

    public MoveOut(Parts parts, Targets targets, TargetBrake brake, AlarmBook alarms, Tools tools) {
        this.targets = targets;
        this.brake = brake;
        this.alarms = alarms;
        this.around = new Mover.Surroundings(parts.journal(), parts.packer(), parts.attempts(), parts.gate(),
                parts.settings(), tools.failpoints(), tools.clock());
    }

    /** Injected so that tests own them. */
    public record Tools(Clock clock, Failpoints failpoints) {}

    /** Drives a tier intent as far as it goes now; blocks while bytes move. */
    public Progress drive(Intent intent) {
        var movement = (Movement.Tier) intent.movement();
        Optional<Target> target = targets.find(movement.target());
        try {
            if (target.isEmpty()) {
                return new Progress.Waiting(
                        "target " + movement.target() + " is not there; add it, or delete the objects",
                        MISSING_PAUSE);
            }
            if (!target.get().fingerprint().equals(movement.fingerprint())) {
                return abandon(intent, "target " + movement.target() + " is another one than when this was planned");
            }
            if (!brake.admits(target.get())) {
                return new Progress.Waiting("target " + movement.target() + " is paused", LOCAL_PAUSE);
            }
            return through(target.get(), intent);
        } catch (ObjectStoreException e) {
            return new Progress.Waiting(String.valueOf(e.getMessage()), LOCAL_PAUSE);
        }
    }

    private Progress through(Target target, Intent intent) throws ObjectStoreException {
        try {
            // One small read for each move: nothing more goes to a target that was taken over from us.
            target.ownership().prove();
            Progress progress = new Mover(around, target, intent).drive();
            brake.worked(target);
            return progress;
        } catch (CloudException e) {
            return new Progress.Waiting(String.valueOf(e.getMessage()), brake.failed(target, e));
        } catch (PackContentException e) {
            return unreadable(intent, e);
        } catch (CorruptSourceException e) {
            return damaged(intent, e);
        } catch (IOException e) {
            return new Progress.Waiting(String.valueOf(e.getMessage()), LOCAL_PAUSE);
        }
    }

    private Progress unreadable(Intent intent, PackContentException e) throws ObjectStoreException {
        return switch (e.getCause()) {
            case ObjectStoreException.Unavailable away ->
                new Progress.Waiting(String.valueOf(away.getMessage()), away.retryAfter());
            case ObjectStoreException.NoSuchVersion _,ObjectStoreException.NoSuchKey _,ObjectStoreException.NoSuchContainer _ ->
                abandon(intent, "the version is gone");
            case null, default -> damaged(intent, e);
        };
    }

    private Progress damaged(Intent intent, IOException e) throws ObjectStoreException {
        String subject = "object " + intent.generation().key() + " version " + intent.generation().version();
        alarms.raise(subject, "cannot be moved, its local bytes are not in order: " + e.getMessage());
        return abandon(intent, "its local bytes are not in order: " + e.getMessage());
    }

    /** The row may have moved on since it was read, so it is read again first. */
    private Progress abandon(Intent intent, String reason) throws ObjectStoreException {
        Intent stored = around.journal().reread(intent);
        if (!(stored.state() instanceof Abandonable state)) {
            return new Progress.Arrived(stored);
        }
        return switch (around.journal().advance(Step.ABANDON, stored, state.abandon(reason))) {
            case Advance.Advanced _ -> new Progress.Dropped(reason);
            case Advance.Superseded(String other) -> new Progress.Dropped(other);
            case Advance.Conflict(Intent other) -> new Progress.Arrived(other);
            case Advance.NotBackedUp _ -> throw new IllegalStateException("only a release asks for a backup");
        };
    }
}
