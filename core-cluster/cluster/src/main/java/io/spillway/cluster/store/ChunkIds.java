package io.spillway.cluster.store;

import java.time.InstantSource;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

import io.spillway.cluster.api.location.ChunkId;

/**
 * Makes ids for chunks. The first two digits, which choose the folder of the file, are the same for all chunks of a
 * moment, so that their folder is synced once for all of them; the others are random.
 */
record ChunkIds(InstantSource clock, RandomGenerator random) {
    /** Longer than a sync, and so short that the folders fill evenly. */
    private static final long MOMENT_MILLIS = 100;

    ChunkId next() {
        HexFormat hex = HexFormat.of();
        return new ChunkId(hex.toHexDigits((byte) (clock.millis() / MOMENT_MILLIS))
                + hex.toHexDigits(random.nextLong(), 14) + hex.toHexDigits(random.nextLong()));
    }
}
