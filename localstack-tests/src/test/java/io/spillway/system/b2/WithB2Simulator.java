package io.spillway.system.b2;

import java.io.IOException;

import io.spillway.system.server.ServerOfTheRun;

/**
 * Gives tests the one B2 simulator of the run. Its recommended part is as small as the service's least one, so that
 * large files of tests are small. Tests share it at the same time: they have buckets of their own, name in a fault the
 * prefix that it is for, and take a simulator of their own where they read or reset what is counted.
 */
public final class WithB2Simulator extends ServerOfTheRun<B2Simulator> {
    private static final int RECOMMENDED_PART_BYTES = 5_000_000;

    public WithB2Simulator() {
        super(B2Simulator.class);
    }

    @Override
    protected B2Simulator start() throws IOException {
        return B2Simulator.start(RECOMMENDED_PART_BYTES);
    }
}
