package io.spillway.cluster.store;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.spillway.cluster.api.name.ClusterId;
import io.spillway.cluster.api.name.NodeId;
import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.name.VolumeId;
import io.spillway.cluster.api.object.Authoriser;
import io.spillway.cluster.chunk.BlockBuffers;
import io.spillway.cluster.chunk.ChunkException;
import io.spillway.cluster.chunk.DirectoryChunkVolume;
import io.spillway.cluster.chunk.VolumeIdentity;
import io.spillway.cluster.chunk.VolumeOwner;
import io.spillway.cluster.chunk.VolumeSettings;
import io.spillway.cluster.conscience.Conscience;
import io.spillway.cluster.directory.ContainerCommand;
import io.spillway.cluster.directory.Directory;
import io.spillway.cluster.placement.DataSecurity;
import io.spillway.cluster.placement.StoragePolicies;

/** A store over two volumes in a folder and a directory that the test gives. */
final class StoreOnDisk implements AutoCloseable {
    static final StoragePolicyName SINGLE = new StoragePolicyName("single");
    static final StoragePolicyName TWO = new StoragePolicyName("two-copies");
    static final int INLINE = 8 << 10;
    static final ContainerCommand.Graces GRACES = new ContainerCommand.Graces(Duration.ofHours(1),
            Duration.ofDays(7));

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<DirectoryChunkVolume> volumes = new ArrayList<>();
    boolean inlineRoom = true;
    private final Conscience conscience;
    private final ClusterObjectStore store;

    StoreOnDisk(Path folder, Directory directory, Authoriser authoriser, RemoteChunks remote, int metachunkBytes)
            throws ChunkException {
        this(folder, directory, authoriser, remote, metachunkBytes, 1 << 20);
    }

    /** @param reserve bytes that each volume leaves free; with more than there are it takes no writes */
    StoreOnDisk(Path folder, Directory directory, Authoriser authoriser, RemoteChunks remote, int metachunkBytes,
            long reserve) throws ChunkException {
        VolumeOwner owner = new VolumeOwner(new ClusterId(UUID.randomUUID()), new NodeId(UUID.randomUUID()));
        BlockBuffers readBuffers = new BlockBuffers(16, Duration.ofSeconds(10));
        for (String name : List.of("one", "two")) {
            DirectoryChunkVolume.initialise(folder.resolve(name),
                    new VolumeIdentity(owner.cluster(), owner.node(), new VolumeId(UUID.randomUUID())));
            volumes.add(DirectoryChunkVolume.open(folder.resolve(name), owner,
                    new VolumeSettings(reserve, readBuffers)));
        }
        InstantSource clock = InstantSource.system();
        conscience = new Conscience(volumes, clock);
        store = new ClusterObjectStore(
                new StoreParts(directory, conscience, authoriser, remote, new ReadNotes(clock), () -> inlineRoom,
                        threads, clock,
                        new SecureRandom()),
                new StoreSettings(owner.node(), metachunkBytes, INLINE,
                        new StoragePolicies(
                                Map.of(SINGLE, new DataSecurity.Copies(1), TWO, new DataSecurity.Copies(2)), SINGLE),
                        GRACES, readBuffers, new BlockBuffers(16, Duration.ofSeconds(10))));
    }

    ClusterObjectStore store() {
        return store;
    }

    Conscience conscience() {
        return conscience;
    }

    List<DirectoryChunkVolume> volumes() {
        return volumes;
    }

    @Override
    public void close() {
        volumes.forEach(DirectoryChunkVolume::close);
        threads.close();
    }
}
