package io.spillway.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

import io.spillway.cluster.api.object.Authoriser;
import io.spillway.cluster.api.object.ObjectStore;
import io.spillway.cluster.api.transition.LocalChunks;
import io.spillway.cluster.chunk.BlockBuffers;
import io.spillway.cluster.chunk.ChunkException;
import io.spillway.cluster.chunk.ChunkVolume;
import io.spillway.cluster.chunk.DirectoryChunkVolume;
import io.spillway.cluster.chunk.VolumeSettings;
import io.spillway.cluster.conscience.Conscience;
import io.spillway.cluster.directory.engine.DirectoryEngine;
import io.spillway.cluster.directory.rebuild.RestoredMark;
import io.spillway.cluster.store.ClusterObjectStore;
import io.spillway.cluster.store.DirectoryRoom;
import io.spillway.cluster.store.LocalReplicas;
import io.spillway.cluster.store.ReadNotes;
import io.spillway.cluster.store.RecalledChunks;
import io.spillway.cluster.store.RemoteChunks;
import io.spillway.cluster.store.StoreParts;
import io.spillway.cluster.store.StoreSettings;
import io.spillway.cluster.upkeep.LocalCollector;
import io.spillway.cluster.upkeep.OrphanSweep;
import io.spillway.cluster.upkeep.Upkeep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node, open: its volumes, its directory, the object store over both, and the chores that keep them. */
public final class ClusterNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterNode.class);
    /** How long a request waits for a buffer before it is told to come again. */
    private static final Duration BUFFER_PATIENCE = Duration.ofSeconds(10);
    private static final Duration NOTES_EVERY = Duration.ofMinutes(1);
    /** Looking costs one read of the work index, so bytes go soon after their grace. */
    private static final Duration COLLECT_EVERY = Duration.ofSeconds(10);
    private static final Duration DRIVE_ON_EVERY = Duration.ofMinutes(1);
    private static final Duration SWEEP_EVERY = Duration.ofHours(12);

    private final Closing closing;
    private final Conscience conscience;
    private final DirectoryEngine directory;
    private final ObjectStore store;
    private final LocalChunks localChunks;
    private final LocalCollector collector;

    /**
     * What the node does not make itself.
     *
     * @param remote the way to bytes in cloud targets
     * @param random unguessable, for many threads
     */
    public record Surroundings(Authoriser authoriser, RemoteChunks remote, Clock clock, RandomGenerator random) {}

    /**
     * Opens a node and returns when everything that was ever acknowledged can be read.
     *
     * @throws ChunkException.VolumeRefused if a volume is missing, foreign, or on an unfit file system
     * @throws IOException if the directory's log or one of its files is missing or damaged
     */
    public static ClusterNode open(ClusterConfiguration configuration, Surroundings around)
            throws ChunkException.VolumeRefused, IOException {
        Closing closing = new Closing();
        boolean whole = false;
        try {
            ClusterNode node = new ClusterNode(configuration, around, closing);
            whole = true;
            return node;
        } finally {
            if (!whole) {
                closing.close();
            }
        }
    }

    private ClusterNode(ClusterConfiguration configuration, Surroundings around, Closing closing)
            throws ChunkException.VolumeRefused, IOException {
        this.closing = closing;
        ClusterConfiguration.Storage storage = configuration.storage();
        BlockBuffers readBuffers = new BlockBuffers(configuration.profile().readBuffers(), BUFFER_PATIENCE);
        List<ChunkVolume> volumes = new ArrayList<>();
        for (Path folder : configuration.volumes()) {
            volumes.add(closing.opened(DirectoryChunkVolume.open(folder, configuration.identity(),
                    new VolumeSettings(storage.reserve(), readBuffers))));
        }
        Optional<RestoredMark> restored = RestoredMark.of(configuration.directory());
        conscience = new Conscience(volumes, restored.map(RestoredMark::lost).orElse(Set.of()), around.clock());
        directory = closing.opened(
                DirectoryEngine.open(configuration.directorySettings(), around.clock(), around.random()));
        ExecutorService threads = closing.opened(Executors.newVirtualThreadPerTaskExecutor());
        ReadNotes notes = new ReadNotes(around.clock());
        StoreParts parts = new StoreParts(directory, conscience, around.authoriser(), around.remote(), notes,
                new DirectoryRoom(configuration.directory(), storage.reserve(), around.clock()), threads,
                around.clock(), around.random());
        StoreSettings settings = new StoreSettings(configuration.identity().node(), storage.metachunkBytes(),
                storage.inlineBytes(), storage.policies(), storage.graces(), readBuffers,
                new BlockBuffers(configuration.profile().writeBuffers(), BUFFER_PATIENCE));
        store = new ClusterObjectStore(parts, settings);
        localChunks = new RecalledChunks(parts, settings);
        collector = new LocalCollector(directory.garbage(), new LocalReplicas(conscience), around.clock());
        closing.opened(new Upkeep(chores(storage, restored.map(RestoredMark::at), around.clock(), notes)));
    }

    private List<Upkeep.Chore> chores(ClusterConfiguration.Storage storage, Optional<Instant> restored, Clock clock,
            ReadNotes notes) {
        OrphanSweep sweep = new OrphanSweep(directory, storage.graces(), storage.orphanAge(), restored, clock);
        return List.of(new Upkeep.Chore("note reads", NOTES_EVERY, () -> notes.flush(directory)),
                new Upkeep.Chore("collect garbage", COLLECT_EVERY, collector::run),
                new Upkeep.Chore("drive containers on", DRIVE_ON_EVERY, directory::driveOn),
                new Upkeep.Chore("sweep orphans", SWEEP_EVERY, () -> {
                    for (ChunkVolume volume : conscience.volumes()) {
                        tell(volume, sweep.run(volume));
                    }
                }));
    }

    private static void tell(ChunkVolume volume, OrphanSweep.Findings findings) {
        if (findings.unexplained() > 0) {
            LOG.warn("volume {}: {} of {} chunk files belong to no object that the directory knows, and are left alone",
                    volume.id(), findings.unexplained(), findings.examined());
        }
    }

    /** The store's door. */
    public ObjectStore store() {
        return store;
    }

    /** Where recalled bytes go. */
    public LocalChunks localChunks() {
        return localChunks;
    }

    /** Removes local bytes that are due; it runs every few seconds anyway. */
    public LocalCollector collector() {
        return collector;
    }

    /** The volumes and their scores. */
    public Conscience conscience() {
        return conscience;
    }

    /** The directory itself, for those who read facts or follow changes. */
    public DirectoryEngine directory() {
        return directory;
    }

    /** Ends the chores, lets running writes end, and closes the directory, then the volumes. */
    @Override
    public void close() {
        closing.close();
    }
}
