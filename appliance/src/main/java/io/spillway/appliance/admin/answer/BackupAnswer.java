package io.spillway.appliance.admin.answer;

import java.util.List;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/**
 * A backup. {@code state} is running, done or failed, with the {@code problem} that ended it; {@code sent} and
 * {@code unchanged} count buckets. {@code complete} tells whether all that a restore wants is in the target now.
 */
@Serdeable
public record BackupAnswer(String backup, String target, String state, @Nullable String problem, long sent,
        long unchanged, long bytes, List<Failure> failures, boolean complete) {

    /** A bucket that could not be copied; by its reference where its name is not known. */
    @Serdeable
    public record Failure(String bucket, String reason) {}
}
