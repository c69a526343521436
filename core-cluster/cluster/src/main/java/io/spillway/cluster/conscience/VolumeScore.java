package io.spillway.cluster.conscience;

import java.util.Map;

import io.spillway.cluster.chunk.ChunkVolume;
import io.spillway.cluster.chunk.VolumeStatus;

/**
 * How fit a volume is for new chunks.
 *
 * @param score 0 (takes none) to 100
 * @param faults counted since the node started
 */
public record VolumeScore(ChunkVolume volume, VolumeStatus status, int score, Map<VolumeFault, Long> faults) {
    public static final int MAX = 100;

    public VolumeScore {
        faults = Map.copyOf(faults);
        if (score < 0 || score > MAX) {
            throw new IllegalArgumentException("a score is 0 to " + MAX + ", not " + score);
        }
    }
}
