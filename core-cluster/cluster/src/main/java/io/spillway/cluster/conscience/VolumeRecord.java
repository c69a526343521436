package io.spillway.cluster.conscience;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

import io.spillway.cluster.chunk.ChunkVolume;
import io.spillway.cluster.chunk.VolumeStatus;

/**
 * What is remembered of one volume. The score is the share of free space in percent, less {@value #FAULT_COST} for each
 * fault of the last ten minutes, at least 1 while the volume takes writes: a poor volume is better than none.
 */
final class VolumeRecord {
    private static final int FAULT_COST = 20;
    private static final Duration MEMORY = Duration.ofMinutes(10);
    /** This many faults bring any score down, so older ones need not be kept. */
    private static final int KEPT_FAULTS = VolumeScore.MAX / FAULT_COST;

    private final ChunkVolume volume;
    private final Map<VolumeFault, Long> faults = new EnumMap<>(VolumeFault.class);
    private final Deque<Instant> recent = new ArrayDeque<>();

    VolumeRecord(ChunkVolume volume) {
        this.volume = volume;
    }

    ChunkVolume volume() {
        return volume;
    }

    void note(VolumeFault fault, Instant now) {
        faults.merge(fault, 1L, Long::sum);
        recent.addLast(now);
        if (recent.size() > KEPT_FAULTS) {
            recent.removeFirst();
        }
    }

    VolumeScore score(Instant now) {
        while (!recent.isEmpty() && Duration.between(recent.getFirst(), now).compareTo(MEMORY) > 0) {
            recent.removeFirst();
        }
        VolumeStatus status = volume.status();
        return new VolumeScore(volume, status, fitness(status), faults);
    }

    private int fitness(VolumeStatus status) {
        return switch (status.state()) {
            case VolumeStatus.State.Serving _ when status.freeBytes() > 0 -> {
                int free = (int) (VolumeScore.MAX * (double) status.freeBytes() / status.totalBytes());
                yield Math.clamp(free - FAULT_COST * recent.size(), 1, VolumeScore.MAX);
            }
            case VolumeStatus.State.Serving _,VolumeStatus.State.ReadOnly _,VolumeStatus.State.Fenced _ -> 0;
        };
    }
}
