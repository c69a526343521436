package io.spillway.cluster.directory.raft;

import org.jspecify.annotations.Nullable;

/** No answer came in time, or the log stopped: the operation may have been applied, or may yet be on the next start. */
public final class ProposalOutcomeUnknown extends Exception {
    public ProposalOutcomeUnknown(String message) {
        super(message);
    }

    public ProposalOutcomeUnknown(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
