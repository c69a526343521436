package io.spillway.tier.move;

import java.time.Duration;

/**
 * How objects are moved out.
 *
 * @param releaseGrace {@code tier.release-grace}: how long local bytes stay after a commit, besides what the rule keeps
 * @param longestUpload {@code tier.longest-upload}: past it an upload is given up; absence is believed only after it
 * @param maxAttempts uploads of one intent before it is abandoned; the next policy run plans it anew
 */
public record MoveSettings(Duration releaseGrace, Duration longestUpload, int maxAttempts) {
    public static final MoveSettings DEFAULT = new MoveSettings(Duration.ofHours(1), Duration.ofDays(1), 10);

    public MoveSettings {
        if (releaseGrace.isNegative()) {
            throw new IllegalArgumentException("tier.release-grace must not be negative, it is " + releaseGrace);
        }
        if (!longestUpload.isPositive()) {
            throw new IllegalArgumentException("tier.longest-upload must be positive, it is " + longestUpload);
        }
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("tier.max-attempts must be at least 1, it is " + maxAttempts);
        }
    }
}
