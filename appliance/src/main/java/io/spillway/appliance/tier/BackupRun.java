package io.spillway.appliance.tier;

import io.spillway.tier.backup.BackupReport;

/** A backup of the whole directory to a target, and how it goes. */
public record BackupRun(String id, String target, State state) {
    /** How it goes. */
    public sealed interface State {}

    /** It waits for its turn, or sends copies. */
    public record Running() implements State {}

    /** It is over. */
    public record Done(BackupReport report) implements State {}

    /** It did not begin, or a defect ended it. */
    public record Failed(String reason) implements State {}

    BackupRun with(State next) {
        return new BackupRun(id, target, next);
    }
}
