package io.spillway.appliance.configuration;

import java.time.Duration;

import io.spillway.tier.collect.CollectSettings;
import io.spillway.tier.engine.EngineSettings;
import io.spillway.tier.move.MoveSettings;

/** How bytes are moved out and back, and how long what is left over stays. */
public record TierConfiguration(Duration releaseGrace, Duration garbageGrace, Duration longestUpload,
        int parallelMoves, Duration interval) {
    public TierConfiguration {
        if (!longestUpload.isPositive()) {
            throw new IllegalArgumentException(
                    Keys.LONGEST_UPLOAD.name() + " is zero; give uploads time, such as 1d");
        }
        if (!interval.isPositive()) {
            throw new IllegalArgumentException(Keys.TIER_INTERVAL.name() + " is zero; write a duration such as 30s");
        }
    }

    static TierConfiguration from(Settings settings) throws ConfigurationException {
        return new TierConfiguration(settings.get(Keys.RELEASE_GRACE), settings.get(Keys.GARBAGE_GRACE),
                settings.get(Keys.LONGEST_UPLOAD), settings.get(Keys.PARALLEL_MOVES),
                settings.get(Keys.TIER_INTERVAL));
    }

    /** The same as the engine takes it. */
    public EngineSettings engine() {
        return new EngineSettings(parallelMoves, interval,
                new MoveSettings(releaseGrace, longestUpload, MoveSettings.DEFAULT.maxAttempts()),
                new CollectSettings(longestUpload, retry()));
    }

    /** A removal that failed is not tried again sooner than it was due at all. */
    private Duration retry() {
        Duration usual = CollectSettings.DEFAULT.retry();
        return garbageGrace.isPositive() && garbageGrace.compareTo(usual) < 0 ? garbageGrace : usual;
    }
}
