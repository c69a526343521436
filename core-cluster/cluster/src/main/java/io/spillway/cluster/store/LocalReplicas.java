package io.spillway.cluster.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.spillway.cluster.api.location.ChunkId;
import io.spillway.cluster.api.location.ChunkReplica;
import io.spillway.cluster.api.location.InlineBytes;
import io.spillway.cluster.api.location.Location;
import io.spillway.cluster.api.location.RemoteCopy;
import io.spillway.cluster.api.name.VolumeId;
import io.spillway.cluster.chunk.ChunkException;
import io.spillway.cluster.chunk.ChunkVolume;
import io.spillway.cluster.conscience.Conscience;

/** Chunk files as the directory names them, by node and volume. */
public final class LocalReplicas {
    private final Conscience conscience;

    public LocalReplicas(Conscience conscience) {
        this.conscience = conscience;
    }

    static List<ChunkReplica> of(Location location) {
        return switch (location) {
            case Location.Local local -> local.replicas();
            case Location.Both both -> of(both.near());
            case Location.Inline _,Location.Remote _ -> List.of();
        };
    }

    static Optional<InlineBytes> inlineOf(Location location) {
        return switch (location) {
            case Location.Inline inline -> Optional.of(inline.bytes());
            case Location.Both both -> inlineOf(both.near());
            case Location.Local _,Location.Remote _ -> Optional.empty();
        };
    }

    static Optional<RemoteCopy> remoteOf(Location location) {
        return switch (location) {
            case Location.Near _ -> Optional.empty();
            case Location.Both both -> Optional.of(both.copy());
            case Location.Remote remote -> Optional.of(remote.copy());
        };
    }

    /**
     * Removes chunk files for good. Those on a volume that is given up are gone.
     *
     * @return those that are still there or may be, because their volume is not at hand or failed
     */
    public List<ChunkReplica> delete(Collection<ChunkReplica> replicas) {
        Map<VolumeId, List<ChunkReplica>> byVolume = new LinkedHashMap<>();
        replicas.forEach(replica -> byVolume.computeIfAbsent(replica.volume(), _ -> new ArrayList<>()).add(replica));
        List<ChunkReplica> left = new ArrayList<>();
        byVolume.forEach((volume, chunks) -> {
            if (!conscience.isLost(volume)
                    && !delete(conscience.volume(volume), chunks.stream().map(ChunkReplica::chunk).toList())) {
                left.addAll(chunks);
            }
        });
        return left;
    }

    private static boolean delete(Optional<ChunkVolume> volume, List<ChunkId> chunks) {
        if (volume.isEmpty()) {
            return false;
        }
        try {
            volume.get().delete(chunks);
            return true;
        } catch (ChunkException _) {
            return false; // the caller keeps what names them and tries again later
        }
    }
}
