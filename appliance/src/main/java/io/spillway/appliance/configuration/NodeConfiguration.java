package io.spillway.appliance.configuration;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a node keeps what it keeps.
 *
 * @param data the data directory, absolute
 * @param volumes absolute; never empty
 */
public record NodeConfiguration(Path data, List<Path> volumes, Profile profile) {
    /** The volume inside the data directory of a node whose configuration names none. */
    private static final String INNER_VOLUME = "volume";

    public NodeConfiguration {
        volumes = volumes.isEmpty() ? List.of(data.resolve(INNER_VOLUME)) : List.copyOf(volumes);
        Set<Path> seen = new HashSet<>();
        for (Path volume : volumes) {
            if (!seen.add(volume)) {
                throw new IllegalArgumentException(
                        Keys.VOLUMES.name() + " names " + volume + " twice; name each folder once");
            }
            if (data.startsWith(volume)) {
                throw new IllegalArgumentException(Keys.VOLUMES.name() + " names " + volume
                        + ", which holds the data directory " + data + "; name a folder of its own");
            }
        }
    }

    /** Whether the volume is a folder inside the data directory, and so made together with it. */
    public boolean inside(Path volume) {
        return volume.startsWith(data);
    }

    static NodeConfiguration from(Settings settings) throws ConfigurationException {
        return new NodeConfiguration(settings.get(Keys.DATA), settings.list(Keys.VOLUMES), settings.get(Keys.PROFILE));
    }
}
