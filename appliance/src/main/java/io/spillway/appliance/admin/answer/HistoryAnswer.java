package io.spillway.appliance.admin.answer;

import java.time.Instant;
import java.util.List;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/** Why an object's bytes are where they are ({@code last}, null if nothing ever moved them), and what comes next. */
@Serdeable
public record HistoryAnswer(@Nullable Transition last, @Nullable Outlook outlook) {

    /**
     * The latest intent. {@code policy}, {@code version} and {@code rule} are null if a person asked for it;
     * {@code releaseDue} is there while both copies are, {@code reason} if it was given up.
     */
    @Serdeable
    public record Transition(String intent, String movement, String state, @Nullable String policy,
            @Nullable Long version, @Nullable String rule, Instant at, Instant planned, @Nullable String proof,
            @Nullable Instant proven, @Nullable Instant releaseDue, @Nullable String reason) {}

    /**
     * What the policy that governs the bucket says; {@code nextAt} is past if the object is due
     * already, and {@code there} is true if its bytes are where the rule wants them.
     */
    @Serdeable
    public record Outlook(String policy, long version, @Nullable String ruleNow, @Nullable String nextRule,
            @Nullable Instant nextAt, @Nullable String nextAction, boolean there, List<Reason> reasons) {}

    /** A rule with its condition, part by part, each with its value. */
    @Serdeable
    public record Reason(String rule, String action, String condition) {}
}
