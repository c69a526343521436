package io.spillway.appliance.admin.answer;

import io.micronaut.serde.annotation.Serdeable;

/**
 * A target. {@code calls}, {@code failedCalls} and bytes are those since the appliance started; secrets are never shown.
 */
@Serdeable
public record TargetAnswer(String name, String type, String where, String storageClass, String fingerprint,
        long ownerEpoch, String state, long calls, long failedCalls, long bytesStored, long bytesRead) {}
