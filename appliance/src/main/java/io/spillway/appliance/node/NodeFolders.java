package io.spillway.appliance.node;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.spillway.appliance.configuration.NodeConfiguration;
import io.spillway.appliance.datadirectory.DataDirectory;
import io.spillway.appliance.datadirectory.DataDirectoryException;
import io.spillway.appliance.datadirectory.NodeIdentity;
import io.spillway.cluster.api.name.VolumeId;
import io.spillway.cluster.chunk.ChunkException;
import io.spillway.cluster.chunk.DirectoryChunkVolume;
import io.spillway.cluster.chunk.VolumeIdentity;

/** Makes the data directory and the volumes of a node, and claims them for this process. */
public final class NodeFolders {
    /** The names in a data directory that more than one part knows. */
    static final String DIRECTORY = "directory";
    static final String NATIVE = "native";
    static final String MASTER_KEY = "master.key";

    private final NodeConfiguration configuration;
    private final Clock clock;

    public NodeFolders(NodeConfiguration configuration, Clock clock) {
        this.configuration = configuration;
        this.clock = clock;
    }

    /**
     * What an initialisation did.
     *
     * @param made volumes that were not there before
     */
    public record Initialised(NodeIdentity identity, List<Path> made) {
        public Initialised {
            made = List.copyOf(made);
        }
    }

    /** Makes all that is missing of what the configuration names; what is there stays as it is. */
    public Initialised initialise() throws DataDirectoryException, StartException {
        try (DataDirectory directory = DataDirectory.claim(configuration.data())) {
            Optional<NodeIdentity> known = directory.identity();
            NodeIdentity identity = known.isPresent() ? known.get() : directory.begin(() -> NodeIdentity.fresh(clock));
            List<Path> made = makeVolumes(identity, configuration.volumes());
            if (known.isEmpty()) {
                directory.complete();
            }
            return new Initialised(identity, made);
        } catch (IOException e) {
            throw new StartException("the data directory " + configuration.data() + " cannot be left: " + e, e);
        }
    }

    /**
     * Claims the data directory, and makes it where there is none. A volume is made only inside a data directory that
     * is made: one that is missing from an old data directory, or elsewhere, is a disk that is not mounted.
     */
    public DataDirectory claim() throws DataDirectoryException, StartException {
        if (!DataDirectory.isComplete(configuration.data())) {
            for (Path volume : configuration.volumes()) {
                if (!configuration.inside(volume)) {
                    throw new StartException("there is no data directory at " + configuration.data()
                            + " yet, and the volume " + volume
                            + " is elsewhere; run spillway init once with this configuration, it makes both");
                }
            }
            initialise();
        }
        return DataDirectory.claim(configuration.data());
    }

    static List<Path> makeVolumes(NodeIdentity identity, List<Path> volumes) throws StartException {
        List<Path> made = new ArrayList<>();
        for (Path volume : volumes) {
            if (!DirectoryChunkVolume.isAt(volume)) {
                makeVolume(identity, volume);
                made.add(volume);
            }
        }
        return made;
    }

    private static void makeVolume(NodeIdentity identity, Path volume) throws StartException {
        try {
            DirectoryChunkVolume.initialise(volume,
                    new VolumeIdentity(identity.cluster(), identity.node(), new VolumeId(UUID.randomUUID())));
        } catch (ChunkException.VolumeRefused e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }
}
