package io.spillway.cluster.conscience;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.spillway.cluster.api.name.VolumeId;
import io.spillway.cluster.chunk.ChunkVolume;

/** The registry of a node's volumes. The set is fixed while the node runs; scores follow what happens. */
public final class Conscience {
    /** A volume's file system is asked at most this often, since every write asks for scores. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final Map<VolumeId, VolumeRecord> volumes = new LinkedHashMap<>();
    private final Set<VolumeId> lost;
    private Instant asked = Instant.MIN;
    private List<VolumeScore> scores = List.of();

    public Conscience(Collection<? extends ChunkVolume> volumes, InstantSource clock) {
        this(volumes, Set.of(), clock);
    }

    /** @param lost volumes that are given up; one that is found again after all is no longer lost */
    public Conscience(Collection<? extends ChunkVolume> volumes, Set<VolumeId> lost, InstantSource clock) {
        this.clock = clock;
        this.lost = Set.copyOf(lost);
        for (ChunkVolume volume : volumes) {
            if (this.volumes.put(volume.id(), new VolumeRecord(volume)) != null) {
                throw new IllegalArgumentException("volume " + volume.id() + " is configured twice");
            }
        }
    }

    /** The volume with this id, if it is one of this node's. */
    public Optional<ChunkVolume> volume(VolumeId id) {
        return Optional.ofNullable(volumes.get(id)).map(VolumeRecord::volume);
    }

    /** Whether nothing will ever be read from this volume again: it went with a node that was restored without it. */
    public boolean isLost(VolumeId id) {
        return lost.contains(id) && !volumes.containsKey(id);
    }

    public List<ChunkVolume> volumes() {
        return volumes.values().stream().map(VolumeRecord::volume).toList();
    }

    /** All volumes with their scores of the last second. */
    public synchronized List<VolumeScore> scores() {
        Instant now = clock.instant();
        if (Duration.between(asked, now).compareTo(FRESH) >= 0) {
            refresh(now);
        }
        return scores;
    }

    /** Takes note of a damaged chunk or a failed access, which lowers the volume's score for a while. */
    public synchronized void report(VolumeId id, VolumeFault fault) {
        Instant now = clock.instant();
        Optional.ofNullable(volumes.get(id)).ifPresent(volume -> volume.note(fault, now));
        refresh(now);
    }

    private void refresh(Instant now) {
        List<VolumeScore> fresh = new ArrayList<>();
        volumes.values().forEach(volume -> fresh.add(volume.score(now)));
        scores = List.copyOf(fresh);
        asked = now;
    }
}
