package io.spillway.tier.engine;

import java.time.Duration;

import io.spillway.tier.collect.CollectSettings;
import io.spillway.tier.move.MoveSettings;

/**
 * How the engine works.
 *
 * @param parallelMoves {@code tier.parallel-moves}: moves and recalls at one time; each holds a few buffers
 * @param interval {@code tier.interval}: how long it rests when it is not woken
 */
public record EngineSettings(int parallelMoves, Duration interval, MoveSettings move, CollectSettings collect) {
    public static final EngineSettings DEFAULT = new EngineSettings(4, Duration.ofSeconds(30), MoveSettings.DEFAULT,
            CollectSettings.DEFAULT);

    public EngineSettings {
        if (parallelMoves < 1 || parallelMoves > 256) {
            throw new IllegalArgumentException("tier.parallel-moves must be 1 to 256, it is " + parallelMoves);
        }
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("tier.interval must be positive, it is " + interval);
        }
    }
}
