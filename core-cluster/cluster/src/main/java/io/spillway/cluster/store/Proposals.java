package io.spillway.cluster.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.RequestContext;
import io.spillway.cluster.directory.Command;
import io.spillway.cluster.directory.Directory;
import io.spillway.cluster.directory.Outcome;

/** Proposes commands for requests, no longer than the caller waits, and tells what came of them. */
final class Proposals {
    /** A proposal is given this long even when the caller's time is nearly over, for most answers take less. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final Directory directory;
    private final InstantSource clock;

    Proposals(Directory directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    Outcome propose(RequestContext context, Command command) {
        return directory.propose(directory.newOperation(), command, patience(context.deadline()));
    }

    private Duration patience(Instant deadline) {
        Instant now = clock.instant();
        if (deadline.isAfter(now.plus(Directory.PATIENCE))) {
            return Directory.PATIENCE;
        }
        Duration left = Duration.between(now, deadline);
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }

    /** @throws ObjectStoreException.OutcomeUnknown if no answer came */
    Outcome.Applied apply(RequestContext context, Command command, Subject subject) throws ObjectStoreException {
        return applied(propose(context, command), subject);
    }

    static Outcome.Applied applied(Outcome outcome, Subject subject) throws ObjectStoreException {
        return switch (outcome) {
            case Outcome.Applied applied -> applied;
            case Outcome.Refused refused -> throw subject.refused(refused.refusal());
            case Outcome.Unknown unknown -> throw new ObjectStoreException.OutcomeUnknown(
                    "no answer came for " + subject.container() + subject.key().map(key -> "/" + key).orElse("")
                            + " in time (" + unknown.reason() + "); read before you write again");
        };
    }

    static Outcome.Written written(Outcome.Applied applied) {
        if (applied instanceof Outcome.Written written) {
            return written;
        }
        throw new IllegalStateException("the directory answered a write with " + applied);
    }
}
