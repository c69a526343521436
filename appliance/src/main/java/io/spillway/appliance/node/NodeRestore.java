package io.spillway.appliance.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.spillway.appliance.configuration.Configuration;
import io.spillway.appliance.configuration.NodeConfiguration;
import io.spillway.appliance.datadirectory.DataDirectory;
import io.spillway.appliance.datadirectory.DataDirectoryException;
import io.spillway.appliance.datadirectory.NodeIdentity;
import io.spillway.appliance.datadirectory.PrivateFile;
import io.spillway.appliance.tier.LostTarget;
import io.spillway.appliance.tier.TierException;
import io.spillway.cloud.api.CloudException;
import io.spillway.cluster.account.MasterKey;
import io.spillway.cluster.account.SealedAccessKeys;
import io.spillway.cluster.api.name.ClusterId;
import io.spillway.cluster.api.name.NodeId;
import io.spillway.cluster.api.name.VolumeId;
import io.spillway.cluster.api.registry.TargetRecord;
import io.spillway.cluster.api.registry.TargetRecords;
import io.spillway.cluster.api.restore.Rebuilt;
import io.spillway.cluster.chunk.ChunkException;
import io.spillway.cluster.chunk.DirectoryChunkVolume;
import io.spillway.cluster.chunk.VolumeIdentity;
import io.spillway.cluster.directory.ContainerCommand.Graces;
import io.spillway.cluster.directory.engine.DirectoryEngine;
import io.spillway.cluster.directory.engine.DirectorySettings;
import io.spillway.cluster.directory.rebuild.DirectoryRebuilder;
import io.spillway.cluster.directory.rebuild.DirectoryRebuilder.Secrets;
import io.spillway.cluster.registry.DirectoryTargets;
import io.spillway.tier.restore.Restore;
import io.spillway.tier.restore.RestoreException;
import io.spillway.tier.restore.RestoreReport;

/**
 * Makes the data directory of a lost node anew. It is complete when its identity is written, which comes last; one that
 * was cut short before is refused by every start, and is made again from nothing by another restore.
 */
public final class NodeRestore {
    private static final String SCRATCH = "scratch";
    private static final String LOST_OBJECTS = "lost-objects.jsonl";

    private final Configuration configuration;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public NodeRestore(Configuration configuration, Clock clock) {
        this.configuration = configuration;
        this.clock = clock;
    }

    /**
     * A node that can be started.
     *
     * @param from the target that it was restored from
     * @param missingTargets that hold bytes or garbage of it, and that it has no record of
     * @param lostList the file that names every object whose bytes are gone; empty if there is none
     */
    public record Restored(NodeIdentity identity, String from, RestoreReport report,
            List<Rebuilt.Target> missingTargets,
            Optional<Path> lostList) {
        public Restored {
            missingTargets = List.copyOf(missingTargets);
        }
    }

    /**
     * Restores from a target.
     *
     * @param masterKey the lost node's, if there is a copy of it
     */
    public Restored run(LostTarget from, Optional<Path> masterKey)
            throws DataDirectoryException, StartException, TierException {
        ClusterId cluster = from.cluster();
        NodeConfiguration node = configuration.node();
        List<VolumeIdentity> volumes = volumesOf(cluster, node);
        try (DataDirectory directory = DataDirectory.claimForRestore(node.data())) {
            Path data = directory.path();
            NativeLibraries.keepIn(data.resolve(NodeFolders.NATIVE));
            NodeIdentity identity = directory.begin(() -> identity(cluster, volumes));
            Secrets secrets = masterKey.isPresent()
                    ? take(masterKey.get(), data.resolve(NodeFolders.MASTER_KEY))
                    : new Secrets.Dropped();
            Restored restored = restore(data, identity, from, volumes, secrets);
            // Last, since what is written on disks elsewhere outlives a restore that is refused.
            NodeFolders.makeVolumes(identity, node.volumes());
            directory.complete();
            return restored;
        } catch (CloudException | RestoreException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new StartException("nothing was restored: " + e.getMessage() + "; run it again when that is mended",
                    e);
        }
    }

    private Restored restore(Path data, NodeIdentity identity, LostTarget from, List<VolumeIdentity> volumes,
            Secrets secrets) throws IOException, CloudException, RestoreException, StartException {
        Set<VolumeId> atHand = new HashSet<>();
        volumes.forEach(volume -> atHand.add(volume.volume()));
        var graces = new Graces(configuration.store().readersGrace(), configuration.tier().garbageGrace());
        DirectoryRebuilder rebuilder = DirectoryRebuilder.begin(
                new DirectoryRebuilder.Settings(data.resolve(NodeFolders.DIRECTORY), atHand, graces, secrets), clock);
        try (LostObjectList lost = new LostObjectList(data.resolve(LOST_OBJECTS))) {
            RestoreReport report = new Restore(from.target(), from.ownership(), data.resolve(SCRATCH)).run(rebuilder,
                    lost);
            List<Rebuilt.Target> missing = register(data, report, from.record(report.owner()));
            return new Restored(identity, from.target().name(), report, missing, lost.file());
        }
    }

    private Secrets.Kept take(Path masterKey, Path place) throws IOException {
        if (Files.size(masterKey) != MasterKey.KEY_BYTES) {
            throw new IOException("--master-key " + masterKey + " has " + Files.size(masterKey)
                    + " bytes, and a master key " + MasterKey.KEY_BYTES
                    + "; name a copy of the lost node's master.key");
        }
        PrivateFile.copy(masterKey, place);
        MasterKey master = MasterKey.load(place, false, random);
        return new Secrets.Kept((keys, targets) -> {
            try {
                SealedAccessKeys.requireOpen(keys, master);
                DirectoryTargets.requireOpen(targets, master);
            } catch (IllegalStateException e) {
                throw new IOException(
                        e.getMessage() + " than " + masterKey + "; name the right one with --master-key, or none", e);
            }
        });
    }

    /** Records the target with the epoch of its new claim. Answers which others the node has no record of. */
    private List<Rebuilt.Target> register(Path data, RestoreReport report, TargetRecord own)
            throws IOException, StartException {
        try (DirectoryEngine engine = DirectoryEngine.open(DirectorySettings.in(data.resolve(NodeFolders.DIRECTORY)),
                clock, random)) {
            MasterKey master = MasterKey.load(data.resolve(NodeFolders.MASTER_KEY), !engine.holdsSecrets(), random);
            TargetRecords records = DirectoryTargets.open(engine, engine.targets(), master);
            records.put(own);
            return report.others().stream().filter(other -> records.find(other.name())
                    .filter(record -> record.fingerprint().equals(other.fingerprint())).isEmpty()).toList();
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new StartException("the restored directory cannot be used: " + e.getMessage()
                    + "; run it again", e);
        }
    }

    /** Volumes that outlived the node, which stand outside its data directory. */
    private static List<VolumeIdentity> volumesOf(ClusterId cluster, NodeConfiguration node) throws StartException {
        try {
            List<VolumeIdentity> found = new ArrayList<>();
            for (Path volume : node.volumes()) {
                if (!node.inside(volume) && DirectoryChunkVolume.isAt(volume)) {
                    VolumeIdentity identity = DirectoryChunkVolume.identityOf(volume);
                    if (!identity.cluster().equals(cluster)) {
                        throw new StartException("the volume " + volume + " belongs to cluster " + identity.cluster()
                                + ", and the target to " + cluster
                                + "; name the lost node's volumes, or empty folders");
                    }
                    found.add(identity);
                }
            }
            if (found.stream().map(VolumeIdentity::node).distinct().count() > 1) {
                throw new StartException("the volumes belong to several nodes; name those of the lost one");
            }
            return found;
        } catch (ChunkException.VolumeRefused e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The lost node's own, where a volume tells it; where none is left, nothing asks for it. */
    private NodeIdentity identity(ClusterId cluster, List<VolumeIdentity> volumes) {
        NodeId node = volumes.isEmpty() ? new NodeId(UUID.randomUUID()) : volumes.getFirst().node();
        return new NodeIdentity(NodeIdentity.FORMAT, cluster, node, clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }
}
