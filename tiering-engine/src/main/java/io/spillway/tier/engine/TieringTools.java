package io.spillway.tier.engine;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;

import io.spillway.tier.fault.Failpoints;

/** Injected so that tests own them. */
public record TieringTools(Clock clock, RandomGenerator random, Failpoints failpoints) {
    public static TieringTools ofTheSystem() {
        return new TieringTools(Clock.systemUTC(), new SecureRandom(), Failpoints.NONE);
    }
}
