package io.spillway.cluster.api.transition;

/** What came of an attempt to advance an intent. A commit without an answer is an {@code OutcomeUnknown} instead. */
public sealed interface Advance {
    /** Durable. */
    record Advanced(Intent intent) implements Advance {}

    /**
     * The object has changed since the intent was planned (overwritten, deleted, moved by another). The intent has been
     * abandoned in the same commit, and what it left behind has become garbage notes.
     */
    record Superseded(String reason) implements Advance {}

    /** The stored state is another than the caller believed, or a newer owner has it. Nothing was changed. */
    record Conflict(Intent stored) implements Advance {}

    /** A release came before a backup of the container's file that holds its commit. Nothing was changed. */
    record NotBackedUp() implements Advance {}
}
