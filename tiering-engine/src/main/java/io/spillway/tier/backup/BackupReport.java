package io.spillway.tier.backup;

import java.util.List;

import io.spillway.cluster.api.change.ContainerRef;

/**
 * What a backup of everything has done.
 *
 * @param sent containers whose copies went to the target now
 * @param unchanged containers whose newest copy was there already
 * @param bytes that were sent, those of the namespace's copy among them
 * @param failures containers that could not be copied, in the order of their references
 */
public record BackupReport(String target, long sent, long unchanged, long bytes, List<Failure> failures, End end) {
    public BackupReport {
        failures = List.copyOf(failures);
    }

    /** A container that has no backup of its state of now. */
    public record Failure(ContainerRef container, String reason) {}

    /** How it ended. */
    public sealed interface End {
        /** Every container was looked at, and the namespace's copy is there. */
        record Reached() implements End {}

        /** The target, or the namespace's file, kept it from going on; what was sent before stays. */
        record Stopped(String reason) implements End {}
    }

    /** Whether the target now holds all that a restore wants. */
    public boolean complete() {
        return failures.isEmpty() && end instanceof End.Reached;
    }
}
