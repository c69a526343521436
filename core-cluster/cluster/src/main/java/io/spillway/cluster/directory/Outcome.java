package io.spillway.cluster.directory;

import java.time.Instant;
import java.util.Optional;

import io.spillway.cluster.api.name.VersionId;
import io.spillway.cluster.api.transition.Advance;
import io.spillway.cluster.api.transition.Intent;

/** What came of a proposal. */
public sealed interface Outcome {
    /** The command was applied and is durable. */
    sealed interface Applied extends Outcome {}

    /** There is nothing more to tell. */
    record Done() implements Applied {}

    /**
     * A version was written.
     *
     * @param modified the time of the commit, in whole milliseconds
     */
    record Written(VersionId version, Instant modified) implements Applied {}

    /** A part was stored. */
    record PartStored(Instant modified) implements Applied {}

    /** What was removed; empty if there was nothing. */
    record Deleted(Optional<VersionId> version) implements Applied {}

    record Created(ContainerEntry container) implements Applied {}

    /** The stored intent; empty if there was nothing to plan. */
    record Planned(Optional<Intent> intent) implements Applied {}

    record Advanced(Advance advance) implements Applied {}

    /**
     * The version of a policy that has the proposed text.
     *
     * @param registered when it was first proposed, in whole milliseconds
     */
    record Registered(long number, Instant registered) implements Applied {}

    /** A number that was not drawn before. */
    record Drawn(long number) implements Applied {}

    /** The command was not applied and never will be; nothing has changed. */
    record Refused(Refusal refusal) implements Outcome {}

    /** No answer came. The command may have been applied, or may yet be. */
    record Unknown(String reason) implements Outcome {}
}
