package io.spillway.cluster.directory;

import java.time.Duration;

/**
 * The directory of a namespace. {@link #propose} carries every mutation; an answer other than
 * {@link Outcome.Unknown} is durable on a majority of the group when it returns.
 *
 * <p>Calls block and are made on virtual threads. Retries live here and nowhere else: a proposal whose fate is unclear
 * is proposed again under its operation id until its patience is over, and is applied at most once.
 */
public interface Directory extends ContainerEntries, ContainerRows {
    /** Longer than an election and a slow disk together; a client's own time-out is rarely below it. */
    Duration PATIENCE = Duration.ofSeconds(20);

    /** Proposes under a new operation id. */
    default Outcome propose(Command command) {
        return propose(newOperation(), command, PATIENCE);
    }

    /**
     * Proposes a command. Proposing again under the same id, within a day of the log's time, answers what the first
     * one did.
     *
     * @return {@link Refusal.Busy} speaks of this call alone, not of an earlier one with this id. Never a guess: after {@code patience} without an answer it is {@link Outcome.Unknown}, and the command may
     *         still be applied later
     */
    Outcome propose(OperationId operation, Command command, Duration patience);

    /** An operation id that has not been used. */
    OperationId newOperation();
}
