package io.spillway.cluster.directory.engine;

import java.time.Duration;

import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.Refusal;

/** Turns outcomes into the exceptions of the ports whose callers expect their commands to be applied. */
final class Answers {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private Answers() {}

    /** What was applied; anything else is thrown as what it means to a caller who named nothing wrong. */
    static Outcome.Applied applied(Outcome outcome) throws ObjectStoreException {
        return switch (outcome) {
            case Outcome.Applied applied -> applied;
            case Outcome.Unknown(String reason) -> throw new ObjectStoreException.OutcomeUnknown(reason);
            case Outcome.Refused(Refusal.Damaged(String reason)) -> throw new ObjectStoreException.Damaged(reason);
            case Outcome.Refused(Refusal refusal) ->
                throw new ObjectStoreException.Unavailable("the directory refused: " + refusal, RETRY_AFTER);
        };
    }
}
