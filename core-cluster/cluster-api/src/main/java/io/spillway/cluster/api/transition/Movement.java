package io.spillway.cluster.api.transition;

import java.time.Duration;

/** Where an intent takes its object version. */
public sealed interface Movement {
    /**
     * To a target.
     *
     * @param fingerprint the target's identity at planning; another identity under the name stops the intent
     * @param storageClass what {@code x-amz-storage-class} shows once the bytes are remote only
     * @param keepLocal how long the local bytes stay beyond the commit, besides the release grace
     */
    record Tier(String target, String fingerprint, String storageClass, Duration keepLocal) implements Movement {}

    /** Back to local volumes for good; the remote copy becomes garbage. */
    record Recall() implements Movement {}
}
