package io.spillway.tier.target;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.spillway.cloud.api.CloudException;
import io.spillway.tier.alarm.AlarmBook;

/**
 * Leaves a target alone that is at fault. It closes after {@value #PATIENCE} failures in a row, or at once when the
 * target denies or refuses, with one alarm; when the pause is over, one probe (the ownership marker, no user data) opens
 * it again or doubles the pause. The object that was under way is never blamed.
 */
public final class TargetBrake {
    /** A single time-out is everyday life; three in a row are not. */
    static final int PATIENCE = 3;
    static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    /** An operator who has mended a target does not want to wait longer. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final Clock clock;
    private final AlarmBook alarms;
    private final Map<String, State> states = new ConcurrentHashMap<>();

    private record State(int failures, Duration pause, Optional<Instant> pausedUntil) {
        static final State GOOD = new State(0, FIRST_PAUSE, Optional.empty());
    }

    public TargetBrake(Clock clock, AlarmBook alarms) {
        this.clock = clock;
        this.alarms = alarms;
    }

    /**
     * Whether the target may be used now. When its pause is over, the caller's thread probes it first; others who ask
     * meanwhile are told no.
     */
    public boolean admits(Target target) {
        State state = states.getOrDefault(target.name(), State.GOOD);
        if (state.pausedUntil().isEmpty()) {
            return true;
        }
        if (clock.instant().isBefore(state.pausedUntil().get())) {
            return false;
        }
        var probing = new State(state.failures(), longer(state.pause()),
                Optional.of(clock.instant().plus(longer(state.pause()))));
        return states.replace(target.name(), state, probing) && probe(target);
    }

    /** Counts what a call to the target ended with; returns how long to leave the object's work alone. */
    public Duration failed(Target target, CloudException fault) {
        return switch (fault) {
            case CloudException.AccessDenied denied -> pause(target, denied, FIRST_PAUSE);
            case CloudException.Refused refused -> pause(target, refused, FIRST_PAUSE);
            case CloudException.Unavailable away -> count(target, away, away.retryAfter());
            case CloudException.OutcomeUnknown unknown -> count(target, unknown, FIRST_PAUSE);
            case CloudException.NotFound _,CloudException.PreconditionFailed _,CloudException.Corrupt _ -> FIRST_PAUSE;
        };
    }

    public void worked(Target target) {
        State before = states.put(target.name(), State.GOOD);
        if (before != null && !before.equals(State.GOOD)) {
            alarms.clear(subject(target));
        }
    }

    private boolean probe(Target target) {
        try {
            target.ownership().prove();
            worked(target);
            return true;
        } catch (CloudException e) {
            alarms.raise(subject(target), message(e));
            return false;
        }
    }

    private Duration count(Target target, CloudException fault, Duration retryAfter) {
        State state = states.merge(target.name(), new State(1, FIRST_PAUSE, Optional.empty()),
                (old, _) -> new State(old.failures() + 1, old.pause(), old.pausedUntil()));
        return state.failures() >= PATIENCE ? pause(target, fault, retryAfter) : retryAfter;
    }

    private Duration pause(Target target, CloudException why, Duration atLeast) {
        State state = states.compute(target.name(), (_, old) -> paused(old == null ? State.GOOD : old, atLeast));
        alarms.raise(subject(target), message(why));
        return Duration.between(clock.instant(), state.pausedUntil().orElseThrow());
    }

    private State paused(State old, Duration atLeast) {
        Duration pause = old.pause().compareTo(atLeast) < 0 ? atLeast : old.pause();
        return new State(old.failures() + 1, pause, Optional.of(clock.instant().plus(pause)));
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private static String subject(Target target) {
        return "target " + target.name();
    }

    private static String message(CloudException why) {
        return "paused: " + why.getMessage() + "; it is tried again by itself, objects wait meanwhile";
    }
}
