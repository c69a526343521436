package io.spillway.cluster.directory.raft;

/** The operation never entered the log: it is too large for an entry, the queue is full, or the log is closed. */
public final class ProposalRefused extends Exception {
    public ProposalRefused(String message) {
        super(message);
    }
}
