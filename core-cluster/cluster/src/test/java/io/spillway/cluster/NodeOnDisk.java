package io.spillway.cluster;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.spillway.cluster.api.name.ClusterId;
import io.spillway.cluster.api.name.NodeId;
import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.name.VolumeId;
import io.spillway.cluster.api.object.Authoriser;
import io.spillway.cluster.chunk.ChunkException;
import io.spillway.cluster.chunk.DirectoryChunkVolume;
import io.spillway.cluster.chunk.VolumeIdentity;
import io.spillway.cluster.chunk.VolumeOwner;
import io.spillway.cluster.placement.DataSecurity;
import io.spillway.cluster.placement.StoragePolicies;
import io.spillway.cluster.store.RemoteChunks;

/** A node with two volumes in a folder, which can be closed and opened again. */
public record NodeOnDisk(Path folder, VolumeOwner owner, int inlineBytes) {
    public static final StoragePolicyName SINGLE = new StoragePolicyName("single");
    public static final StoragePolicyName TWO = new StoragePolicyName("two-copies");

    public static NodeOnDisk in(Path folder) throws ChunkException {
        NodeOnDisk node = new NodeOnDisk(folder,
                new VolumeOwner(new ClusterId(UUID.randomUUID()), new NodeId(UUID.randomUUID())), 8 << 10);
        for (Path volume : node.volumes()) {
            DirectoryChunkVolume.initialise(volume,
                    new VolumeIdentity(node.owner.cluster(), node.owner.node(), new VolumeId(UUID.randomUUID())));
        }
        return node;
    }

    /** The same node, whose objects are all in chunk files. */
    public NodeOnDisk withoutInline() {
        return new NodeOnDisk(folder, owner, 0);
    }

    private List<Path> volumes() {
        return List.of(folder.resolve("one"), folder.resolve("two"));
    }

    public ClusterNode open(Authoriser authoriser) throws Exception {
        ClusterConfiguration.Storage storage = new ClusterConfiguration.Storage(
                new StoragePolicies(Map.of(SINGLE, new DataSecurity.Copies(1), TWO, new DataSecurity.Copies(2)),
                        SINGLE),
                1 << 20, inlineBytes, Duration.ofHours(1), Duration.ofDays(7), Duration.ofDays(1), 1 << 20);
        return ClusterNode.open(
                ClusterConfiguration.of(folder.resolve("directory"), volumes(), owner).withStorage(storage),
                new ClusterNode.Surroundings(authoriser, RemoteChunks.NONE, Clock.systemUTC(), new SecureRandom()));
    }
}
