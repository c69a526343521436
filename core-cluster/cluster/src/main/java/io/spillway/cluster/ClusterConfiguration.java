package io.spillway.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.spillway.cluster.chunk.VolumeOwner;
import io.spillway.cluster.directory.ContainerCommand;
import io.spillway.cluster.directory.engine.DirectorySettings;
import io.spillway.cluster.directory.raft.ReplicatedLogSettings;
import io.spillway.cluster.placement.DataSecurity;
import io.spillway.cluster.placement.StoragePolicies;

/**
 * What a node is opened with.
 *
 * @param directory folder of the directory's log and files, in the data directory
 * @param volumes folders of the chunk volumes, which have been made; at least one
 * @param identity of the cluster and node that the volumes must belong to
 */
public record ClusterConfiguration(Path directory, List<Path> volumes, VolumeOwner identity, Storage storage,
        Profile profile) {
    public ClusterConfiguration {
        volumes = List.copyOf(volumes);
        if (volumes.isEmpty() || new HashSet<>(volumes).size() != volumes.size()) {
            throw new IllegalArgumentException("volumes names at least one folder, and each once, not " + volumes);
        }
        for (DataSecurity security : storage.policies().policies().values()) {
            if (security.volumes() > volumes.size()) {
                throw new IllegalArgumentException("a storage policy is " + security + " and there are only "
                        + volumes.size() + " volumes; name more volumes, or fewer copies");
            }
        }
    }

    /** All defaults, on the normal profile. */
    public static ClusterConfiguration of(Path directory, List<Path> volumes, VolumeOwner identity) {
        return new ClusterConfiguration(directory, volumes, identity, Storage.DEFAULT, Profile.NORMAL);
    }

    public ClusterConfiguration withStorage(Storage other) {
        return new ClusterConfiguration(directory, volumes, identity, other, profile);
    }

    public ClusterConfiguration withProfile(Profile other) {
        return new ClusterConfiguration(directory, volumes, identity, storage, other);
    }

    /**
     * How bytes are kept.
     *
     * @param metachunkBytes {@code metachunk.size}; a multiple of 64 KiB, at most 64 MiB
     * @param inlineBytes {@code store.inline-max}: up to how many an object is kept in its container's file, 0 to 16 KiB
     * @param readersGrace {@code store.readers-grace}: how long local bytes outlive their last reference
     * @param garbageGrace {@code tier.garbage-grace}: the same for remote objects
     * @param orphanAge how old a chunk file without a committed write is before it is swept; longer than any write
     * @param reserve bytes that chunks leave free on each volume's file system, and inline objects on the directory's
     */
    public record Storage(StoragePolicies policies, int metachunkBytes, int inlineBytes, Duration readersGrace,
            Duration garbageGrace,
            Duration orphanAge, long reserve) {
        public static final Storage DEFAULT = new Storage(StoragePolicies.single(), 64 << 20, 8 << 10,
                Duration.ofHours(1),
                Duration.ofDays(7), Duration.ofDays(2), 256L << 20);

        public Storage {
            if (readersGrace.isNegative() || garbageGrace.isNegative() || orphanAge.isNegative() || reserve < 0) {
                throw new IllegalArgumentException(
                        "a grace, an age or a reserve is not negative: " + readersGrace + ", "
                                + garbageGrace + ", " + orphanAge + ", " + reserve);
            }
        }

        ContainerCommand.Graces graces() {
            return new ContainerCommand.Graces(readersGrace, garbageGrace);
        }
    }

    /**
     * What a node may hold in memory.
     *
     * @param openContainers most container files open at a time
     * @param writeBuffers of 256 KiB, one for each running write
     * @param readBuffers of 256 KiB, for readers whose own buffer cannot take a block, and for checks of what is sent unread
     */
    public record Profile(int openContainers, int writeBuffers, int readBuffers, ReplicatedLogSettings log) {
        /** Under 2 GiB of memory. */
        public static final Profile SMALL = new Profile(64, 64, 64, ReplicatedLogSettings.SMALL);
        public static final Profile NORMAL = new Profile(256, 512, 256, ReplicatedLogSettings.NORMAL);
    }

    DirectorySettings directorySettings() {
        return new DirectorySettings(directory, profile.openContainers(), profile.log(), Duration.ofSeconds(2),
                storage.graces(), Set.of(DirectorySettings.ACCOUNTS));
    }
}
