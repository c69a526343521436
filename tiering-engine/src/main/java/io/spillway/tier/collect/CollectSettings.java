package io.spillway.tier.collect;

import java.time.Duration;

/**
 * How remote garbage is collected.
 *
 * @param longestUpload {@code tier.longest-upload}: two sights of absence further apart than this settle an attempt
 * @param retry how long a refused or failed removal is left alone
 */
public record CollectSettings(Duration longestUpload, Duration retry) {
    public static final CollectSettings DEFAULT = new CollectSettings(Duration.ofDays(1), Duration.ofHours(1));

    public CollectSettings {
        if (!longestUpload.isPositive()) {
            throw new IllegalArgumentException("tier.longest-upload must be positive, it is " + longestUpload);
        }
        if (!retry.isPositive()) {
            throw new IllegalArgumentException("tier.garbage-retry must be positive, it is " + retry);
        }
    }
}
